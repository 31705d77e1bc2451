package io.opendcp.proxy.server;

import io.opendcp.protocol.error.Language;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file for encryption cannot be used: for whoever starts the server, or has replaced it. */
public final class TlsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String chinese;

    TlsException(Path file, String chinese, String english, @Nullable Throwable cause) {
        super(file + ": " + english, cause);
        this.chinese = file + ": " + chinese;
    }

    /** One line: the file, and what is wrong with it. */
    public String message(Language language) {
        return language == Language.CHINESE ? chinese : String.valueOf(getMessage());
    }
}
