package io.opendcp.protocol.login;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The database character sets, by their number in the startup reply. Source: {@code docs/protocol/session.md} 3.3. */
public enum Charsets {
    GB18030(0, Charset.forName("GB18030")),
    UTF_8(1, StandardCharsets.UTF_8),
    EUC_KR(2, Charset.forName("EUC-KR")),
    BIG5(3, Charset.forName("Big5"));

    private final int code;
    private final Charset charset;

    Charsets(int code, Charset charset) {
        this.code = code;
        this.charset = charset;
    }

    public int code() {
        return code;
    }

    public Charset charset() {
        return charset;
    }

    /** An unknown number counts as GB18030, as it does for the driver. */
    public static Charsets of(int code) {
        for (Charsets known : values()) {
            if (known.code == code) {
                return known;
            }
        }
        return GB18030;
    }
}
