package io.opendcp.simulator.fault;

/**
 * What one {@link Directed} fault does to the bytes of one connection, or of one frame. Made and called in this package
 * only, on the connection's event loop.
 */
public abstract class Stage implements Taker {
    private final Directed fault;
    private final FaultHandler connection;
    private Taker next = Piece::drop;
    private boolean healed;
    private boolean finished;

    Stage(Directed fault, FaultHandler connection) {
        this.fault = fault;
        this.connection = connection;
    }

    final Directed fault() {
        return fault;
    }

    final FaultHandler connection() {
        return connection;
    }

    final void next(Taker taker) {
        next = taker;
    }

    @Override
    public final void take(Piece piece) {
        boolean marker = piece.size() == 0; // stands in line for the end of the connection
        if (connection.gone()) {
            piece.drop();
        } else if (healed || held() == 0 && (finished || marker && !swallows())) {
            pass(piece);
        } else {
            bite(piece);
        }
    }

    final void pass(Piece piece) {
        next.take(piece);
    }

    /** The fault took effect once more. */
    final void bitten() {
        connection.port().bitten(fault.kind());
    }

    /** Does what the fault is for; ownership is taken. */
    abstract void bite(Piece piece);

    /** Whether nothing gets through, not even the news that the server ends the connection. */
    boolean swallows() {
        return false;
    }

    /** Pieces kept here. */
    int held() {
        return 0;
    }

    /** Bytes kept here. */
    long heldBytes() {
        return 0;
    }

    /** The frame it was for has come to its end: what comes now has only to wait for what is held. */
    final void finish() {
        finished = true;
    }

    final boolean finished() {
        return finished;
    }

    /** The fault is over. */
    final void heal() {
        healed = true;
        release();
    }

    /** Passes on what is held. */
    void release() {}

    /** The connection has ended. */
    void drop() {}
}
