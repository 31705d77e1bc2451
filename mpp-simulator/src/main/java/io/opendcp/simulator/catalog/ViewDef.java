package io.opendcp.simulator.catalog;

import io.opendcp.simulator.dialect.ObjectName;

/**
 * A view in the dictionary.
 *
 * @param id its number in SYSOBJECTS
 * @param text the query as the client wrote it
 * @param onEps whether it exists in the EPs' databases too: not if it shows system views
 */
public record ViewDef(ObjectName name, int id, String text, boolean onEps) {}
