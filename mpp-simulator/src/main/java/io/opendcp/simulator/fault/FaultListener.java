package io.opendcp.simulator.fault;

/** Told of what goes wrong at one port, and behind it, as it happens. */
public interface FaultListener {
    /** Who is not interested. */
    FaultListener NOBODY = new FaultListener() {
        @Override
        public void suffered(Fault fault) {}

        @Override
        public void bitten(String kind) {}

        @Override
        public void healed(Fault fault) {}
    };

    /** It has come into force. */
    void suffered(Fault fault);

    /** A fault of this kind took effect; kills and restarts are told as {@code Kill} and {@code Restart}. */
    void bitten(String kind);

    /** It is over. */
    void healed(Fault fault);
}
