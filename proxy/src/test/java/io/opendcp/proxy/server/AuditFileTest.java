package io.opendcp.proxy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opendcp.proxy.management.Audit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** audit.log and its predecessors. */
class AuditFileTest {
    private static final Instant AT = Instant.parse("2026-11-23T00:00:00.5Z");

    private Path folder;

    @BeforeEach
    void start(@TempDir Path empty) {
        folder = empty;
    }

    private static Audit.Entry entry(String what) {
        return new Audit.Entry(AT, "SYSDBA", "127.0.0.1:4711", what, 0);
    }

    private AuditFile open(long size) throws IOException {
        return new AuditFile(folder, ZoneOffset.ofHours(8), size);
    }

    private List<String> read(String name) throws IOException {
        return Files.readAllLines(folder.resolve(name));
    }

    @Test
    void each_entry_is_one_line_whatever_is_in_it() throws IOException {
        try (AuditFile file = open(1000)) {
            file.write(entry("SP_DCP_CLEAR_INST('甲\n2026-11-23 forged')"));
        }
        try (AuditFile file = open(1000)) { // goes on where it ended
            file.write(new Audit.Entry(AT, "A\rB", "127.0.0.1:4712", "LOGIN", -2501));
            file.write(new Audit.Entry(AT, "A 10.0.0.1:1 OK \"", "127.0.0.1:4713", "LO\u2028GIN\u0085\u202e", -2501));
            file.write(new Audit.Entry(AT, "张_三$1", "127.0.0.1:4714", "LOGIN", 0));
        }

        assertThat(read("audit.log"))
                .containsExactly(
                        "2026-11-23 08:00:00.500 +08:00 SYSDBA 127.0.0.1:4711 OK SP_DCP_CLEAR_INST('甲?2026-11-23 forged')",
                        "2026-11-23 08:00:00.500 +08:00 \"A?B\" 127.0.0.1:4712 -2501 LOGIN",
                        "2026-11-23 08:00:00.500 +08:00 \"A 10.0.0.1:1 OK ?\" 127.0.0.1:4713 -2501 LO?GIN??",
                        "2026-11-23 08:00:00.500 +08:00 张_三$1 127.0.0.1:4714 OK LOGIN");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("audit.log"))))
                .isEqualTo("rw-------");
    }

    @Test
    void a_full_file_is_put_aside_and_the_oldest_dropped() throws IOException {
        try (AuditFile file = open(200)) { // two lines
            for (int i = 1; i <= 40; i++) {
                file.write(entry("SP_DCP_CLEAR_CONN(" + i + ")"));
            }
        }

        assertThat(read("audit.log")).hasSize(2).last().asString().endsWith("(40)");
        assertThat(read("audit.1.log")).last().asString().endsWith("(38)");
        assertThat(read("audit.9.log")).first().asString().endsWith("(21)");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1 + AuditFile.KEPT);
        }
    }

    @Test
    void it_is_not_opened_where_it_cannot_be_written() {
        assertThatThrownBy(() -> new AuditFile(folder.resolve("none"), ZoneOffset.UTC, 1000))
                .isInstanceOf(IOException.class);
    }
}
