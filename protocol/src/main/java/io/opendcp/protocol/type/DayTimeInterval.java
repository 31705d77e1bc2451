package io.opendcp.protocol.type;

/** Parts of a negative interval are all negative. Source: {@code docs/protocol/statements.md} 6.3. */
public record DayTimeInterval(int days, int hours, int minutes, int seconds, int micros, int scale) {}
