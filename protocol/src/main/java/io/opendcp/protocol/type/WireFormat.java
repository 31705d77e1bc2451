package io.opendcp.protocol.type;

import io.opendcp.protocol.error.Language;
import java.nio.charset.Charset;

/**
 * What startup and login agreed on that changes the bytes of statement bodies. Source: {@code docs/protocol/statements.md} 0.
 *
 * @param msgVersion the lower of both sides', 0 to 11
 * @param charset the database's character set
 * @param language of error texts
 * @param epnoBits how many upper bits of an 8-byte ROWID are the EPNO: {@code docs/protocol/session.md} 7.3
 * @param newLobs whether LOB locators and messages tell table, column and row; every server grants it
 * @param longLobs whether offsets and lengths of LOBs have 64 bits
 */
public record WireFormat(
        int msgVersion, Charset charset, Language language, int epnoBits, boolean newLobs, boolean longLobs) {
    /** Enough for MAX_EP_SITES 64, DM's own default; without an MPP every EPNO is 0 and the width does not matter. */
    public static final int USUAL_EPNO_BITS = 6;

    /** From here on generated keys can be asked for by name or number. */
    private static final int KEY_COLUMNS = 3;
    /** From here on ROWIDs take 12 bytes instead of 8. */
    private static final int LONG_ROWIDS = 9;

    public WireFormat(int msgVersion, Charset charset, Language language) {
        this(msgVersion, charset, language, USUAL_EPNO_BITS);
    }

    /** With LOBs as the drivers of that message version ask for them. */
    public WireFormat(int msgVersion, Charset charset, Language language, int epnoBits) {
        this(msgVersion, charset, language, epnoBits, true, msgVersion > 0);
    }

    /** The same but for what the login agreed on about LOBs. */
    public WireFormat lobs(boolean withOwner, boolean longOnes) {
        return new WireFormat(msgVersion, charset, language, epnoBits, withOwner, longOnes);
    }

    public boolean longRowIds() {
        return msgVersion >= LONG_ROWIDS;
    }

    /** Bytes of a ROWID in row heads, values and LOB locators. */
    public int rowIdLength() {
        return longRowIds() ? 12 : 8;
    }

    /** Whether requests may name the columns whose generated values they want. */
    public boolean keyColumns() {
        return msgVersion >= KEY_COLUMNS;
    }

    /** Whether the other side knows times with 7 to 9 digits after the second; the oldest driver does not. */
    public boolean nanoseconds() {
        return msgVersion > 0;
    }
}
