package io.opendcp.proxy.disql;

import io.opendcp.protocol.error.Language;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What people see, in their language, and its copy in the spool file. */
final class Screen {
    private final PrintWriter out;
    private final Language language;
    private final Settings settings;
    private @Nullable PrintWriter spool;

    Screen(PrintWriter out, Language language, Settings settings) {
        this.out = out;
        this.language = language;
        this.settings = settings;
    }

    Language language() {
        return language;
    }

    String in(String chinese, String english) {
        return language == Language.CHINESE ? chinese : english;
    }

    void say(String chinese, String english) {
        print(in(chinese, english));
    }

    void print(String line) {
        if (settings.on(Setting.CONSOLE_PRINT)) {
            out.println(line);
        }
        typed(line);
    }

    /** A line that somebody typed: it is on the screen already. */
    void typed(String line) {
        if (spool != null) {
            spool.println(line);
        }
    }

    void flush() {
        out.flush();
    }

    /** Copies from now on into a file, in UTF-8. */
    void spool(Path file, OpenOption... options) throws IOException {
        spoolOff();
        spool = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8, options));
    }

    boolean spooling() {
        return spool != null;
    }

    /** Idempotent; returns whether all could be written. */
    boolean spoolOff() {
        PrintWriter file = spool;
        spool = null;
        if (file == null) {
            return true;
        }
        boolean written = !file.checkError();
        file.close();
        return written;
    }
}
