package io.opendcp.simulator.fault;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Keeps pieces in line. */
abstract class HoldingStage extends Stage {
    private final Deque<Piece> line = new ArrayDeque<>();
    private long bytes;

    HoldingStage(Directed fault, FaultHandler connection) {
        super(fault, connection);
    }

    @Override
    final void bite(Piece piece) {
        bitten();
        line.add(piece);
        bytes += piece.size();
        added();
    }

    /** A piece has joined the line. */
    abstract void added();

    /** The first in line, which stays there. */
    final @Nullable Piece first() {
        return line.peek();
    }

    /** Passes the first {@code count} bytes of the first in line, who leaves it with its last byte. */
    final void passFirst(int count) {
        Piece first = line.peek();
        if (first != null) {
            bytes -= Math.min(count, first.size());
            pass(first.size() <= count ? line.remove() : first.split(count));
        }
    }

    @Override
    int held() {
        return line.size();
    }

    @Override
    long heldBytes() {
        return bytes;
    }

    @Override
    void release() {
        for (Piece piece = line.poll(); piece != null; piece = line.poll()) {
            bytes -= piece.size();
            pass(piece);
        }
    }

    @Override
    void drop() {
        for (Piece piece = line.poll(); piece != null; piece = line.poll()) {
            bytes -= piece.size();
            piece.drop();
        }
    }
}
