package io.opendcp.proxy.catalogue;

import io.opendcp.protocol.error.Language;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The catalogue cannot be opened: for whoever starts the server. */
public final class CatalogueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String chinese;
    private final String english;

    CatalogueException(Path file, String chinese, String english, @Nullable Throwable cause) {
        super(file + ": " + english, cause);
        this.chinese = file + ": " + chinese;
        this.english = file + ": " + english;
    }

    /** One line: the file, and what is wrong with it. */
    public String message(Language language) {
        return language == Language.CHINESE ? chinese : english;
    }
}
