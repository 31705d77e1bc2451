package io.opendcp.simulator;

/** The port of an EP, as the EP closes and opens it. Called on its event loop. */
public interface EpPort {
    /** The port of an EP that is reached without one. */
    EpPort NONE = new EpPort() {
        @Override
        public void open() {}

        @Override
        public void close() {}
    };

    /**
     * Listens where it did before.
     *
     * @throws java.io.UncheckedIOException if it cannot
     */
    void open();

    /** Cuts all connections and listens no more. */
    void close();
}
