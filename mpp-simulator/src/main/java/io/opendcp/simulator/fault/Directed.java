package io.opendcp.simulator.fault;

/** A fault of the bytes that go one way. */
public sealed interface Directed extends Fault
        permits Blackhole, CutAfter, Delay, Garble, Reset, Slice, Stall, Throttle {
    Direction direction();

    /** {@link #words} about {@code object}: its replies, its 4th reply. */
    String words(String object);

    @Override
    default String words() {
        return words("its " + direction().words());
    }

    /** What it does to one connection, or to one frame of it. */
    Stage stage(FaultHandler connection);

    @Override
    default void strike(FaultHandler connection, boolean fresh) {
        connection.lane(direction()).add(stage(connection));
    }

    @Override
    default void heal(FaultHandler connection) {
        connection.lane(direction()).heal(this);
    }
}
