package io.opendcp.proxy.server;

import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.ini.IniException;
import io.opendcp.proxy.catalogue.CatalogueException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Why a server does not start. Nothing of it goes on. */
public final class StartException extends Exception {
    private static final long serialVersionUID = 1L;

    private final List<String> chinese;
    private final List<String> english;

    StartException(List<String> chinese, List<String> english) {
        super(String.join("; ", english));
        this.chinese = List.copyOf(chinese);
        this.english = List.copyOf(english);
    }

    /** The DCP of {@code ini} cannot be started. */
    StartException(Path ini, Exception cause) {
        super(message(ini, cause, Language.ENGLISH), cause);
        chinese = List.of(message(ini, cause, Language.CHINESE));
        english = List.of(message(ini, cause, Language.ENGLISH));
    }

    /** Naming the file, or one beside it. */
    private static String message(Path ini, Exception cause, Language language) {
        if (cause instanceof IniException e) {
            return e.message(language);
        }
        if (cause instanceof CatalogueException e) {
            return e.message(language);
        }
        if (cause instanceof TlsException e) {
            return e.message(language);
        }
        return ini + ": " + Objects.requireNonNullElse(cause.getMessage(), cause.toString());
    }

    /** A line each. */
    public List<String> messages(Language language) {
        return language == Language.CHINESE ? chinese : english;
    }
}
