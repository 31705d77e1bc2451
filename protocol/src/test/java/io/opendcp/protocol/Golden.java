package io.opendcp.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recorded frames of the real driver: {@code golden/*.hex}, whose lines are offset, bytes, and a comment after ";". */
public final class Golden {
    private static final Pattern FACT = Pattern.compile("# (.+?) = ([0-9a-f]+)(?: \\(hex\\))?");

    private Golden() {}

    /** The frame in {@code golden/<name>.hex}. */
    public static ByteBuf frame(String name) {
        ByteBuf bytes = Unpooled.buffer();
        text(name).lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            String hex = line.substring(4).split(";", -1)[0].strip();
            bytes.writeBytes(HexFormat.ofDelimiter(" ").parseHex(hex));
        });
        return bytes;
    }

    /** A value that the file's head gives in hex, such as the server's private exponent. */
    public static String fact(String name, String what) {
        return text(name)
                .lines()
                .map(FACT::matcher)
                .filter(Matcher::matches)
                .filter(match -> match.group(1).startsWith(what))
                .map(match -> match.group(2))
                .findFirst()
                .orElseThrow();
    }

    private static String text(String name) {
        try (InputStream in = Golden.class.getResourceAsStream("/golden/" + name + ".hex")) {
            if (in == null) {
                throw new IllegalArgumentException("no golden frame " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
