package io.opendcp.proxy.session;

/** What V$SYSSTAT shows. Manual 5.2. */
public final class Counters {
    private long transactions;
    private long epChanges;
    private long moves;
    private long repeats;
    private long misnamed;

    /** A transaction has run to its end. */
    void transaction(boolean epChanged) {
        transactions++;
        if (epChanged) {
            epChanges++;
        }
    }

    void moved() {
        moves++;
    }

    void repeated() {
        repeats++;
    }

    void anotherAnswered() {
        misnamed++;
    }

    /** {@code trx exec count}: transactions run through this DCP. */
    public long transactions() {
        return transactions;
    }

    /** {@code ep changed count}: transactions that ran on another EP than their session's one before. */
    public long epChanges() {
        return epChanges;
    }

    /** Statements that an EP sent on to another (-613), followed inside. */
    public long moves() {
        return moves;
    }

    /** Statements run again because nothing had come of them. */
    public long repeats() {
        return repeats;
    }

    /** Connections that were closed because another instance answered than the one expected there. */
    public long misnamed() {
        return misnamed;
    }
}
