package io.opendcp.simulator.fault;

import java.util.List;

/** Nothing of a direction gets through until it is healed; then everything does, in its order. */
public record Stall(Direction direction) implements Directed {
    /** What a pause of a process is made of. */
    public static final List<Stall> BOTH_WAYS = List.of(new Stall(Direction.REQUESTS), new Stall(Direction.REPLIES));

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
