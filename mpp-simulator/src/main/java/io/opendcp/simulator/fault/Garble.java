package io.opendcp.simulator.fault;

import io.netty.buffer.ByteBuf;

/**
 * One byte of a direction is changed, once a connection: a drawn one of the {@code within} bytes that follow the first
 * {@code after} since the fault came into force for it. What it becomes is drawn.
 */
public record Garble(Direction direction, long after, int within) implements Directed {
    private static final int OTHERS = 255;

    public Garble {
        Lengths.atLeast(0, after, "bytes before the changed one");
        Lengths.atLeast(1, within, "bytes of which one is changed");
    }

    /** The byte that follows {@code after} others. */
    public static Garble after(Direction direction, long after) {
        return new Garble(direction, after, 1);
    }

    /** One of the first {@code bytes}. */
    public static Garble within(Direction direction, int bytes) {
        return new Garble(direction, 0, bytes);
    }

    @Override
    public String words(String object) {
        String words = "garble " + object;
        if (after > 0 || within == 1) {
            words += " after " + Lengths.bytes(after);
        }
        return within == 1 ? words : words + " within " + Lengths.bytes(within);
    }

    @Override
    public Stage stage(FaultHandler connection) {
        return new Stage(this, connection) {
            private long left = after + connection.port().chance().nextInt(within);
            private boolean done;

            @Override
            void bite(Piece piece) {
                if (!done && left < piece.size()) {
                    done = true;
                    bitten();
                    change(piece.bytes(), (int) left);
                }
                left -= piece.size();
                pass(piece);
            }

            private void change(ByteBuf bytes, int index) {
                int at = bytes.readerIndex() + index;
                int mask = 1 + connection.port().chance().nextInt(OTHERS);
                bytes.setByte(at, bytes.getByte(at) ^ mask);
            }
        };
    }
}
