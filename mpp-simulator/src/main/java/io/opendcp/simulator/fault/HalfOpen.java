package io.opendcp.simulator.fault;

/**
 * The server is gone without a word, as when its machine loses power: for it every connection that there is has ended,
 * clients are not told, and what they send vanishes. Healed, the connections are cut. A client that is gone without a word
 * is {@link ClientsGone}.
 */
public record HalfOpen() implements Fault {
    @Override
    public String words() {
        return "vanish without a word";
    }

    @Override
    public void strike(FaultHandler connection, boolean fresh) {
        if (!fresh) {
            connection.port().bitten(kind());
            connection.abandon();
        }
    }

    @Override
    public void heal(FaultHandler connection) {
        if (connection.abandoned()) {
            connection.cut();
        }
    }
}
