package io.opendcp.protocol.type;

import io.opendcp.protocol.error.Language;
import java.nio.charset.Charset;

/**
 * What startup and login agreed on that changes the bytes of statement bodies. Source: {@code docs/protocol/statements.md} 0.
 *
 * @param msgVersion the lower of both sides', 0 to 11
 * @param charset the database's character set
 * @param language of error texts
 */
public record WireFormat(int msgVersion, Charset charset, Language language) {
    /** From here on ROWIDs take 12 bytes instead of 8. */
    private static final int LONG_ROWIDS = 9;

    public boolean longRowIds() {
        return msgVersion >= LONG_ROWIDS;
    }
}
