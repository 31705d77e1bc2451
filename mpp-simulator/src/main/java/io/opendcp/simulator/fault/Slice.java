package io.opendcp.simulator.fault;

/** Bytes of a direction come in pieces of at most {@code bytes}, each written or read by itself. */
public record Slice(Direction direction, int bytes) implements Directed {
    public Slice {
        Lengths.atLeast(1, bytes, "bytes of a piece");
    }

    @Override
    public String words(String object) {
        return "slice " + object + " into pieces of " + Lengths.bytes(bytes);
    }

    @Override
    public Stage stage(FaultHandler connection) {
        return new Stage(this, connection) {
            @Override
            void bite(Piece piece) {
                if (piece.size() > bytes) {
                    bitten();
                }
                while (piece.size() > bytes) {
                    pass(piece.split(bytes));
                }
                pass(piece);
            }
        };
    }
}
