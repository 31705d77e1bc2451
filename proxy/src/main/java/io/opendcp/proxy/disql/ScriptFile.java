package io.opendcp.proxy.disql;

import io.opendcp.proxy.disql.text.Lines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The lines of a script. It is read as UTF-8 if all of it is valid UTF-8, else as GB18030, the other one in use. */
final class ScriptFile implements Lines, AutoCloseable {
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private final BufferedReader in;
    private final Consumer<String> echo;
    private boolean begun;

    /**
     * @param echo takes each line with its prompt
     * @throws IOException if it cannot be opened
     */
    ScriptFile(Path file, Consumer<String> echo) throws IOException {
        this.in = Files.newBufferedReader(file, charset(file));
        this.echo = echo;
    }

    private static Charset charset(Path file) throws IOException {
        try (Reader strict = new InputStreamReader(
                Files.newInputStream(file),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT))) {
            strict.transferTo(Writer.nullWriter());
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException e) {
            return Charset.forName("GB18030");
        }
    }

    @Override
    public @Nullable String read(String prompt) {
        try {
            String line = in.readLine();
            if (line == null) {
                return null;
            }
            if (!begun && !line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK) {
                line = line.substring(1);
            }
            begun = true;
            echo.accept(prompt + line);
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
