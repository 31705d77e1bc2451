package io.opendcp.protocol.ini;

/** ARCH_TYPE: where redo goes, and whether a commit waits for it. */
public enum ArchType {
    LOCAL,
    REMOTE,
    REALTIME,
    TIMELY,
    ASYNC,
    SYNC,
    RAFT,
    LEARNER,
    /** What an MPP's REALTIME was called (Manual 6.2.3.2); current DM takes it for that. */
    MARCH;

    /** Whether redo goes to an instance before the own flush, and a commit waits for it. */
    public boolean isRealtime() {
        return this == REALTIME || this == MARCH;
    }
}
