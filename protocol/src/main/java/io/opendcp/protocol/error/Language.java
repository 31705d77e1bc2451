package io.opendcp.protocol.error;

import java.util.Locale;

/** The language of messages, as a LOGIN announces it (H+28). Source: {@code docs/protocol/session.md} 7.1. */
public enum Language {
    CHINESE,
    ENGLISH;

    /** 0 (zh_CN) and 2 (zh_HK, zh_TW) are Chinese, everything else English. */
    public static Language ofWire(int code) {
        return code == 0 || code == 2 ? CHINESE : ENGLISH;
    }

    /** What a person with this locale reads: Chinese for Chinese, else English. */
    public static Language of(Locale locale) {
        return locale.getLanguage().equals(Locale.CHINESE.getLanguage()) ? CHINESE : ENGLISH;
    }

    public int wire() {
        return this == CHINESE ? 0 : 1;
    }
}
