package io.opendcp.proxy.management;

import org.jspecify.annotations.Nullable;

/**
 * A setting of dm.ini, for V$DM_INI and V$PARAMETER.
 *
 * @param dynamic whether it can be changed while the server runs
 * @param value what holds now
 * @param fileValue what dm.ini says, or the default where it says nothing
 * @param least smallest value, null of texts
 * @param most greatest value, null of texts
 */
public record ParameterRow(
        String name,
        boolean dynamic,
        String value,
        String fileValue,
        String defaultValue,
        @Nullable Long least,
        @Nullable Long most,
        String description) {}
