package io.opendcp.proxy.server;

import io.opendcp.proxy.account.OwnerOnlyFile;
import io.opendcp.proxy.management.Audit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * audit.log in a DCP's folder: a line for each use of the management port that may change something, and for each login there. A
 * full file becomes audit.1.log, and so on; the oldest is dropped. What cannot be written there is in the server's log.
 */
final class AuditFile implements Audit {
    static final String NAME = "audit.log";
    /** Bytes. */
    static final long USUAL_SIZE = 10L << 20;
    /** audit.1.log is the youngest of them. */
    static final int KEPT = 9;

    private static final Logger LOG = LoggerFactory.getLogger(AuditFile.class);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS xxx");

    private final Path folder;
    private final ZoneOffset zone;
    private final long size;
    private FileChannel file;

    /**
     * @param size bytes that a file may have
     * @throws IOException if it cannot be written
     */
    AuditFile(Path folder, ZoneOffset zone, long size) throws IOException {
        this.folder = folder;
        this.zone = zone;
        this.size = size;
        file = open();
    }

    private FileChannel open() throws IOException {
        Path path = folder.resolve(NAME);
        if (!Files.exists(path)) {
            OwnerOnlyFile.write(path, "");
        }
        return FileChannel.open(path, StandardOpenOption.APPEND);
    }

    @Override
    public void write(Entry entry) {
        String line = "%s %s %s %s %s"
                .formatted(
                        TIME.format(entry.at().atOffset(zone)),
                        inOneWord(entry.user()),
                        entry.from(),
                        entry.code() == 0 ? "OK" : Integer.toString(entry.code()),
                        inOneLine(entry.what()));
        try {
            append(StandardCharsets.UTF_8.encode(line + "\n"));
        } catch (IOException e) {
            LOG.atError().addKeyValue("reason", e).log("not in " + NAME + ": " + line);
        }
    }

    /** Nobody writes a line of his own by an argument. */
    private static String inOneLine(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
    }

    /** Nor the words behind his name by his name: whoever tries to log in chooses it. */
    private static String inOneWord(String name) {
        return name.matches("[\\p{L}\\p{N}_$#]+") ? name : '"' + inOneLine(name).replace('"', '?') + '"';
    }

    private void append(ByteBuffer line) throws IOException {
        if (!file.isOpen()) {
            file = open();
        }
        if (file.size() > 0 && file.size() + line.remaining() > size) {
            turn();
        }
        while (line.hasRemaining()) {
            file.write(line);
        }
    }

    private void turn() throws IOException {
        file.close();
        for (int i = KEPT - 1; i >= 0; i--) {
            Path from = i == 0 ? folder.resolve(NAME) : old(i);
            if (Files.exists(from)) {
                Files.move(from, old(i + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        file = open();
    }

    private Path old(int number) {
        return folder.resolve("audit." + number + ".log");
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            LOG.atError().addKeyValue("reason", e).log(NAME + " is not closed");
        }
    }
}
