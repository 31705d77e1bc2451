package io.opendcp.proxy.session;

import org.jspecify.annotations.Nullable;

/**
 * What a LOB's id tells a client: the EP's own id, and where it means something. EPs' ids are not told, since each EP has its own
 * and nothing in a LOB message says whose it is. Bit 62 is set in all that a DCP tells, bit 61 if a number of {@link LobNumbers} stands
 * for the id, bits 51 to 60 are the EP, bits 40 to 50 the loan, the others the EP's id. Source: {@code docs/protocol/statements.md} 9.3.
 *
 * @param epno of the EP that has it
 * @param loan of the session's connections the one on which it lives; 0 if it is a table's and all connections to the EP know it
 * @param numbered whether {@code id} is a number of the session
 * @param id the EP's
 */
record LobMark(int epno, int loan, boolean numbered, long id) {
    private static final int MOST_EPNO = (1 << 10) - 1;
    private static final int MOST_LOANS = (1 << 11) - 1;
    private static final long MOST_ID = (1L << 40) - 1;
    private static final int EP_SHIFT = 51;
    private static final int LOAN_SHIFT = 40;
    private static final long OURS = 1L << 62;
    private static final long NUMBERED = 1L << 61;
    /** Whoever asks for it is told that there is no such LOB. */
    private static final long NONE = -1;

    /** What a client is told of the LOB that an EP calls {@code id}. */
    static long told(int epno, int loan, long id, LobNumbers numbers) {
        if (epno > MOST_EPNO || loan > MOST_LOANS) {
            return NONE;
        }
        boolean fits = id >= 0 && id <= MOST_ID;
        return new LobMark(epno, loan, !fits, fits ? id : numbers.number(id)).told();
    }

    private long told() {
        return OURS | (numbered ? NUMBERED : 0) | (long) epno << EP_SHIFT | (long) loan << LOAN_SHIFT | id;
    }

    /** What {@code told} means; null if no DCP has told it. */
    static @Nullable LobMark of(long told) {
        if ((told & OURS) == 0 || told < 0) {
            return null;
        }
        return new LobMark(
                (int) (told >> EP_SHIFT) & MOST_EPNO,
                (int) (told >> LOAN_SHIFT) & MOST_LOANS,
                (told & NUMBERED) != 0,
                told & MOST_ID);
    }
}
