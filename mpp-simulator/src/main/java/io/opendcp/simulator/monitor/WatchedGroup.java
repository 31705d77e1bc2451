package io.opendcp.simulator.monitor;

/**
 * A group of an EP and its standby, as the watchers' and the monitor's files name it.
 *
 * @param oguid INST_OGUID
 * @param automatic DW_MODE = AUTO
 * @param confirm MON_DW_CONFIRM
 */
public record WatchedGroup(String name, int oguid, int epno, boolean automatic, boolean confirm) {}
