package io.opendcp.protocol.error;

import java.util.List;

/**
 * Something expected failed, and the client is told. Carries no stack trace: it is an answer, not a defect.
 * The text is rendered when the language of the listener is known.
 */
public final class DmException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int FIRST_OF_ANALYSIS = -2001;
    private static final int LAST_OF_ANALYSIS = -5500;

    private final int code;
    private final transient Text text;
    private final String about;
    private final boolean placed;

    /** A message that may exist in two languages. */
    @FunctionalInterface
    private interface Text {
        String in(Language language);
    }

    private DmException(int code, Text text, String about, boolean placed) {
        super(text.in(Language.ENGLISH), null, false, false);
        this.code = code;
        this.text = text;
        this.about = about;
        this.placed = placed;
    }

    /**
     * An error of the catalogue; {@code arguments} fill the {@code %s} of its text. One that is an error itself is told with
     * its number, in the listener's language.
     */
    public static DmException of(ErrorCode code, Object... arguments) {
        List<Object> kept = List.of(arguments);
        String about = kept.isEmpty() ? "" : String.valueOf(kept.get(0));
        return new DmException(code.code(), language -> rendered(code, kept, language), about, false);
    }

    private static String rendered(ErrorCode code, List<Object> arguments, Language language) {
        return code.text(language)
                .formatted(arguments.stream()
                        .map(each -> each instanceof DmException cause
                                ? "[" + cause.code + "] " + cause.message(language)
                                : each)
                        .toArray());
    }

    /** An error that came from elsewhere (an EP) with its own code and text, and is passed on as it is. */
    public static DmException relayed(int code, String message) {
        return new DmException(code, language -> message, "", true);
    }

    /** The same error, its text beginning with its place in the statement. One that tells its place already stays. */
    public DmException at(Place place) {
        return placed
                ? this
                : new DmException(code, language -> place.introduction(language) + text.in(language), about, true);
    }

    /** The same error, its text beginning with the name of who told it. */
    public DmException toldBy(String name) {
        return new DmException(code, language -> name + ": " + text.in(language), about, placed);
    }

    /** Whether its text is to tell a place and does not yet: errors of analysis do, codes -2001 to -5500. */
    public boolean wantsPlace() {
        return !placed && code <= FIRST_OF_ANALYSIS && code >= LAST_OF_ANALYSIS;
    }

    /** The name in its text, or empty. */
    public String about() {
        return about;
    }

    /** The number that clients see; negative. */
    public int code() {
        return code;
    }

    public String message(Language language) {
        return text.in(language);
    }
}
