package io.opendcp.simulator.fault;

/** Nothing of a direction gets through until it is healed; then everything does, in its order. */
public record Stall(Direction direction) implements Directed {
    @Override
    public String words(String object) {
        return "stall " + object;
    }

    @Override
    public Stage stage(FaultHandler connection) {
        return new HoldingStage(this, connection) {
            @Override
            void added() {}
        };
    }
}
