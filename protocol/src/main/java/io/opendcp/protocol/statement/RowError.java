package io.opendcp.protocol.statement;

import io.opendcp.protocol.error.DmException;

/**
 * A row of a batch that failed while the others went on. Source: {@code docs/protocol/statements.md} 10.
 *
 * @param row its place in the batch, from 0
 */
public record RowError(int row, DmException error) {}
