package io.opendcp.proxy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.ini.DmIni;
import io.opendcp.protocol.time.TurnedTime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files with which a DCP does not start, and what whoever starts it is told. */
class TlsFilesTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    @TempDir
    private Path dir;

    @BeforeEach
    void put() throws IOException {
        put("server.crt", "server.crt");
        put("server.key", "server.key");
    }

    private void put(String name, String by) throws IOException {
        try (InputStream in = TlsFilesTest.class.getResourceAsStream("/tls/" + by)) {
            Files.write(dir.resolve(name), Objects.requireNonNull(in).readAllBytes());
        }
    }

    private String problem(String ca, Instant now) {
        TlsException told = catchThrowableOfType(TlsException.class, () -> {
            try (Tls tls = new Tls(new DmIni.Tls(true, "server.crt", "server.key", ca), dir, new TurnedTime(now))) {
                assertThat(tls).isNotNull();
            }
        });
        return told == null
                ? "none"
                : told.message(Language.ENGLISH).substring(dir.toString().length() + 1);
    }

    @Test
    void files_that_fit_are_taken() {
        assertThat(problem("", NOW)).isEqualTo("none");
        assertThat(problem("server.crt", NOW)).isEqualTo("none");
    }

    @Test
    void each_that_does_not_is_named_with_its_reason() throws IOException {
        assertThat(problem("ca.crt", NOW)).isEqualTo("ca.crt: cannot be read");
        assertThat(problem("server.key", NOW)).startsWith("server.key: holds no certificate");
        put("server.key", "other.key");
        assertThat(problem("", NOW)).isEqualTo("server.key: is not the key of server.crt");
        Files.writeString(
                dir.resolve("server.key"),
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----");
        assertThat(problem("", NOW)).startsWith("server.key: holds no key in PKCS#8");
        Files.writeString(dir.resolve("server.key"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----");
        assertThat(problem("", NOW)).startsWith("server.key: holds no key in PKCS#8");
        Files.delete(dir.resolve("server.crt"));
        assertThat(problem("", NOW)).isEqualTo("server.crt: cannot be read");
    }
}
