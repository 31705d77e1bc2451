package io.opendcp.proxy.session;

import org.jspecify.annotations.Nullable;

/**
 * What a LOB's id tells a client: the EP's own id, and where it means something. EPs' ids are not told, since each EP has its own
 * and nothing in a LOB message says whose it is. Bit 62 is set in all that a DCP tells, bits 52 to 61 are the EP, bits 40 to 51 the
 * loan, the others the EP's id. Source: {@code docs/protocol/statements.md} 9.3.
 *
 * @param epno of the EP that has it
 * @param loan of the session's connections the one on which it lives; 0 if it is a table's and all connections to the EP know it
 * @param id the EP's
 */
record LobMark(int epno, int loan, long id) {
    /** Greatest number of a loan. */
    static final int MOST_LOANS = (1 << 12) - 1;

    private static final int MOST_EPNO = (1 << 10) - 1;
    private static final long MOST_ID = (1L << 40) - 1;
    private static final int EP_SHIFT = 52;
    private static final int LOAN_SHIFT = 40;
    private static final long OURS = 1L << 62;

    /** Whether it can be told at all. */
    boolean fits() {
        return epno <= MOST_EPNO && loan <= MOST_LOANS && id >= 0 && id <= MOST_ID;
    }

    /** What clients are told. */
    long told() {
        return OURS | (long) epno << EP_SHIFT | (long) loan << LOAN_SHIFT | id;
    }

    /** What {@code told} means; null if no DCP has told it. */
    static @Nullable LobMark of(long told) {
        if ((told & OURS) == 0 || told < 0) {
            return null;
        }
        return new LobMark(
                (int) (told >> EP_SHIFT) & MOST_EPNO, (int) (told >> LOAN_SHIFT) & MOST_LOANS, told & MOST_ID);
    }
}
