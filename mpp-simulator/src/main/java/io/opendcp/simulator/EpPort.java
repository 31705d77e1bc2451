package io.opendcp.simulator;

/** The port of an EP, as the EP closes and opens it. Called on its event loop. */
public interface EpPort {
    /** The port of an EP that is reached without one. */
    EpPort NONE = new EpPort() {
        @Override
        public void open(Runnable whenOpen) {
            whenOpen.run();
        }

        @Override
        public void close() {}
    };

    /** Listens where it did before; {@code whenOpen} is run when it does, which may be at once, or never. */
    void open(Runnable whenOpen);

    /** Cuts all connections and listens no more. */
    void close();
}
