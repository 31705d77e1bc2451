package io.opendcp.simulator.fault;

/**
 * The clients are gone without a word, as when their machines lose power: for the server every connection that there is stays,
 * nothing comes any more, and what it sends vanishes, until its keep-alive ends them. Healed, the connections are cut. The mirror
 * of {@link HalfOpen}.
 */
public record ClientsGone() implements Fault {
    @Override
    public String words() {
        return "lose its clients without a word";
    }

    @Override
    public void strike(FaultHandler connection, boolean fresh) {
        if (!fresh) {
            connection.port().bitten(kind());
            connection.lose();
        }
    }

    @Override
    public void heal(FaultHandler connection) {
        if (connection.lost()) {
            connection.cut();
        }
    }
}
