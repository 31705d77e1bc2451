package io.opendcp.proxy.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.opendcp.protocol.ini.DmIni;
import io.opendcp.protocol.time.TurnedTime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Certificates that are not valid yet, or no more. server.crt is valid from 2026 to 2126, later.crt from 2040 to 2050. */
class TlsValidityTest {
    private static final Instant LATER = Instant.parse("2040-01-01T00:00:00Z");
    private static final Instant LATER_ENDS = Instant.parse("2050-01-01T00:00:00Z");

    private final Logger log = (Logger) LoggerFactory.getLogger(Tls.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @TempDir
    private Path dir;

    private int puts;

    @BeforeEach
    void hear() throws IOException {
        lines.start();
        log.addAppender(lines);
        log.setLevel(Level.INFO);
        put("server.key", "server.key");
    }

    @AfterEach
    void stop() {
        log.detachAppender(lines);
        log.setLevel(null);
    }

    private void put(String name, String by) throws IOException {
        try (InputStream in = TlsValidityTest.class.getResourceAsStream("/tls/" + by)) {
            Files.write(dir.resolve(name), Objects.requireNonNull(in).readAllBytes());
        }
        Files.setLastModifiedTime(dir.resolve(name), FileTime.fromMillis(1000L * ++puts));
    }

    private void cert(String by) throws IOException {
        put("server.crt", by);
    }

    private Tls start(TurnedTime time) {
        return new Tls(new DmIni.Tls(true, "server.crt", "server.key", ""), dir, time);
    }

    /** Warnings and errors since this was asked last. */
    private List<String> told() {
        List<String> told = lines.list.stream()
                .filter(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
                .map(line -> line.getMessage() + " " + line.getKeyValuePairs())
                .toList();
        lines.list.clear();
        return told;
    }

    @Test
    void a_start_with_one_that_is_not_valid_yet_is_warned_of() throws IOException {
        cert("later.crt");
        TurnedTime time = new TurnedTime(LATER.minusSeconds(60));
        try (Tls tls = start(time)) {
            assertThat(told())
                    .singleElement()
                    .asString()
                    .contains("not valid yet", "server.crt", "2040-01-01T00:00:00Z", "2050-01-01T00:00:00Z");
            time.turn(Duration.ofSeconds(61));
            assertThat(lines.list).singleElement().asString().contains("is valid now");
            assertThat(tls.valid().from()).isEqualTo(LATER);
        }
    }

    @Test
    void so_is_one_that_has_ended_and_one_that_ends_while_it_runs() throws IOException {
        cert("later.crt");
        TurnedTime time = new TurnedTime(LATER_ENDS.minusSeconds(60));
        try (Tls running = start(time)) {
            assertThat(told()).isEmpty();
            time.turn(Duration.ofSeconds(71));
            assertThat(told()).singleElement().asString().contains("has ended");
            time.turn(Duration.ofHours(1));
            assertThat(told()).as("once").isEmpty();
            assertThat(running.valid().until()).isEqualTo(LATER_ENDS);
        }
        try (Tls started = start(time)) {
            assertThat(told()).singleElement().asString().contains("has ended", "2050-01-01T00:00:00Z");
            cert("server.crt");
            time.turn(Tls.PERIOD);
            assertThat(told()).isEmpty();
            assertThat(started.valid().until()).isAfter(LATER_ENDS);
        }
    }

    @Test
    void one_that_is_not_valid_yet_is_not_taken_for_a_good_one_before_it_is() throws IOException {
        cert("server.crt");
        TurnedTime time = new TurnedTime(LATER.minusSeconds(60));
        try (Tls tls = start(time)) {
            cert("later.crt");
            time.turn(Tls.PERIOD);
            assertThat(told())
                    .singleElement()
                    .asString()
                    .contains("not valid now, the old one goes on", "2040-01-01T00:00:00Z");
            assertThat(tls.valid().from()).isBefore(LATER);
            time.turn(Duration.ofSeconds(40));
            assertThat(told()).as("once").isEmpty();
            assertThat(tls.valid().from()).isBefore(LATER);
            time.turn(Duration.ofSeconds(10));
            assertThat(tls.valid().from()).isEqualTo(LATER);
            assertThat(told()).isEmpty();
        }
    }

    @Test
    void one_that_has_ended_is_never_taken_for_a_good_one() throws IOException {
        cert("server.crt");
        TurnedTime time = new TurnedTime(LATER_ENDS.plusSeconds(1));
        try (Tls tls = start(time)) {
            cert("later.crt");
            time.turn(Duration.ofHours(1));
            assertThat(told()).singleElement().asString().contains("the old one goes on", "2050-01-01T00:00:00Z");
            assertThat(tls.valid().until()).isAfter(LATER_ENDS);
        }
    }
}
