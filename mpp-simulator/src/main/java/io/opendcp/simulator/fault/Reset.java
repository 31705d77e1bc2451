package io.opendcp.simulator.fault;

/** The next bytes of a direction are lost and their connection is reset: what was on its way the other way is lost, too. */
public record Reset(Direction direction) implements Directed {
    @Override
    public String words(String object) {
        return "reset " + object;
    }

    @Override
    public Stage stage(FaultHandler connection) {
        return new Stage(this, connection) {
            @Override
            void bite(Piece piece) {
                bitten();
                piece.drop();
                connection.reset();
            }
        };
    }
}
