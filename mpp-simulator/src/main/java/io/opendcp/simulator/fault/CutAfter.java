package io.opendcp.simulator.fault;

/**
 * A connection ends when {@code bytes} of a direction have passed since the fault came into force for it; they arrive, and
 * nothing after them, in either direction.
 */
public record CutAfter(Direction direction, long bytes) implements Directed {
    public CutAfter {
        Lengths.atLeast(0, bytes, "bytes before the cut");
    }

    @Override
    public String words(String object) {
        return "cut " + object + " after " + Lengths.bytes(bytes);
    }

    @Override
    public Stage stage(FaultHandler connection) {
        return new Stage(this, connection) {
            private long left = bytes;

            @Override
            void bite(Piece piece) {
                if (piece.size() < left) {
                    left -= piece.size();
                    pass(piece);
                    return;
                }
                bitten();
                connection.mute(direction == Direction.REQUESTS ? Direction.REPLIES : Direction.REQUESTS);
                if (left > 0) {
                    pass(piece.split((int) left));
                }
                piece.drop();
                connection.cut();
            }
        };
    }
}
