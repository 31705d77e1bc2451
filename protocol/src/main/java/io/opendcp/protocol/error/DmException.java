package io.opendcp.protocol.error;

import java.util.List;

/**
 * Something expected failed, and the client is told. Carries no stack trace: it is an answer, not a defect.
 * The text is rendered when the language of the listener is known.
 */
public final class DmException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final transient Text text;

    /** A message that may exist in two languages. */
    @FunctionalInterface
    private interface Text {
        String in(Language language);
    }

    private DmException(int code, Text text) {
        super(text.in(Language.ENGLISH), null, false, false);
        this.code = code;
        this.text = text;
    }

    /** An error of the catalogue; {@code arguments} fill the {@code %s} of its text. */
    public static DmException of(ErrorCode code, Object... arguments) {
        List<Object> kept = List.of(arguments);
        return new DmException(code.code(), language -> code.text(language).formatted(kept.toArray()));
    }

    /** An error that came from elsewhere (an EP) with its own code and text, and is passed on as it is. */
    public static DmException relayed(int code, String message) {
        return new DmException(code, language -> message);
    }

    /** The number that clients see; negative. */
    public int code() {
        return code;
    }

    public String message(Language language) {
        return text.in(language);
    }
}
