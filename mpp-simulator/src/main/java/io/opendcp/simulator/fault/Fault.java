package io.opendcp.simulator.fault;

/**
 * Something that goes wrong with the connections of a port, or with the EP behind it, as a value. In force from
 * {@link PortFaults#suffers} to {@link PortFaults#heals}; what it draws comes from the port's generator, what it waits for from
 * the port's time.
 */
public sealed interface Fault permits ClientsGone, Directed, EpFault, HalfOpen, Refuse {
    /** What it is counted under: the name of its record. */
    default String kind() {
        return getClass().getSimpleName();
    }

    /** In the words that {@link Faults#parse} reads, about an EP that has been named before. */
    String words();

    /** It comes into force for a connection; {@code fresh} if that has just been accepted. */
    void strike(FaultHandler connection, boolean fresh);

    /** It is over for a connection that it has struck. */
    void heal(FaultHandler connection);
}
