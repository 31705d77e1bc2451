package io.opendcp.protocol.type;

/**
 * Where a row is. Source: {@code docs/protocol/distribution.md} 11.
 *
 * @param epno the EP that holds it, 0 to 1023
 * @param partition number of the part of a partitioned table, else 0
 * @param row 48-bit number of the row on that EP
 */
public record RowId(int epno, long partition, long row) {}
