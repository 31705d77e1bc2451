package io.opendcp.simulator.fault;

/**
 * Bytes of a direction vanish, and with replies the news of the connection's end; the server's keep-alive ends the connection. Healed, a connection that lost some is
 * cut: TCP leaves no hole in a stream. Of a frame that vanished as a whole nobody knows.
 */
public record Blackhole(Direction direction) implements Directed {
    @Override
    public String words(String object) {
        return "swallow " + object;
    }

    @Override
    public void strike(FaultHandler connection, boolean fresh) {
        Directed.super.strike(connection, fresh);
        connection.silent(true);
    }

    @Override
    public void heal(FaultHandler connection) {
        Directed.super.heal(connection);
        connection.silent(false);
    }

    @Override
    public Stage stage(FaultHandler connection) {
        return new Stage(this, connection) {
            private boolean lost;

            @Override
            void bite(Piece piece) {
                bitten();
                lost = true;
                piece.vanish();
            }

            @Override
            boolean swallows() {
                return true;
            }

            @Override
            void release() {
                if (lost && !finished()) {
                    connection.cut();
                }
            }
        };
    }
}
