package io.opendcp.simulator.fault;

/** New connections are reset before they have said anything; those that there are stay. */
public record Refuse() implements Fault {
    @Override
    public String words() {
        return "refuse connections";
    }

    @Override
    public void strike(FaultHandler connection, boolean fresh) {
        if (fresh) {
            connection.port().bitten(kind());
            connection.reset();
        }
    }

    @Override
    public void heal(FaultHandler connection) {}
}
