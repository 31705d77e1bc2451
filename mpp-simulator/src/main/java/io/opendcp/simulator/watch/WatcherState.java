package io.opendcp.simulator.watch;

/** WSTATUS. Source: DM8 data watch manual; Manual 6.2.9. */
public enum WatcherState {
    STARTUP,
    OPEN,
    SHUTDOWN,
    SWITCHOVER,
    TAKEOVER,
    FAILOVER,
    RECOVERY,
    CONFIRM,
    ERROR
}
