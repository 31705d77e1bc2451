package io.opendcp.simulator;

/** What V$INSTANCE.STATUS$ says. Source: DM8 data watch manual. */
public enum InstanceStatus {
    /** Its process is not there. */
    SHUTDOWN(6),
    /** Tables are out of reach; mode, OGUID and the like can be changed. */
    MOUNT(3),
    OPEN(4),
    /** As OPEN, but that every commit waits. */
    SUSPEND(5);

    private final int number;

    InstanceStatus(int number) {
        this.number = number;
    }

    /** V$DATABASE.STATUS$. */
    public int number() {
        return number;
    }
}
