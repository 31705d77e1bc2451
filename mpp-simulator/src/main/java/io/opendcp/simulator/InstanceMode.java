package io.opendcp.simulator;

/** What V$INSTANCE.MODE$ says. Source: DM8 data watch manual. */
public enum InstanceMode {
    NORMAL(0),
    PRIMARY(1),
    STANDBY(2);

    private final int number;

    InstanceMode(int number) {
        this.number = number;
    }

    /** V$DATABASE.ROLE$, and what a login's answer says. */
    public int number() {
        return number;
    }
}
