package io.opendcp.simulator.fault;

/** Something that goes wrong inside an EP or on its links to other EPs; connections to its port notice only what comes of it. */
public sealed interface EpFault extends Fault permits ClockSkew, DiskFault, MalFault, WriteConflict {
    @Override
    default void strike(FaultHandler connection, boolean fresh) {}

    @Override
    default void heal(FaultHandler connection) {}
}
