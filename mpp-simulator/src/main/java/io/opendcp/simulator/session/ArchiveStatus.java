package io.opendcp.simulator.session;

/**
 * A row of V$ARCH_STATUS.
 *
 * @param destination the standby's instance name
 * @param state VALID, INVALID or ASYNC_SEND
 * @param behind records that the standby has not confirmed
 */
public record ArchiveStatus(String destination, String state, int behind) {}
