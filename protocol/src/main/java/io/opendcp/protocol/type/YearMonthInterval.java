package io.opendcp.protocol.type;

/** {@code scale} encodes the qualifier. Source: {@code docs/protocol/statements.md} 6.3. */
public record YearMonthInterval(int years, int months, int scale) {}
