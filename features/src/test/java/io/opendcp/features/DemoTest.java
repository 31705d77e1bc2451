package io.opendcp.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.opendcp.proxy.demo.DemoTool;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dcp demo}, on a copy of its scenario with free ports. */
class DemoTest {
    private static final Path SCENARIO = Path.of("..", "scenarios", "plain-mpp");
    private static final List<String> PORTS = List.of("5236", "5237", "5238", "5239");

    @Test
    void it_serves_what_it_says_and_leaves_nothing_behind(@TempDir Path dir) throws Exception {
        copyWithFreePorts(dir);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        AtomicInteger code = new AtomicInteger(-1);
        Thread demo = new Thread(() -> code.set(
                new DemoTool(dir, InputStream.nullInputStream()).run(new PrintWriter(out), new PrintWriter(err))));
        demo.start();
        try {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> out.toString().contains(DemoTool.READY) || code.get() >= 0);
            assertThat(err.toString()).isEmpty();
            Matcher ports =
                    Pattern.compile("PORT_NUM (\\S+) {2}DCP_PORT_NUM (\\S+)").matcher(out.toString());
            assertThat(ports.find()).isTrue();

            assertThat(first(ports.group(1), "SELECT OWNER FROM ACCOUNT WHERE ID = 3"))
                    .isEqualTo("王五");
            assertThat(first(ports.group(2), "SELECT COUNT(*) FROM V$DCPINSTS")).isEqualTo("2");
        } finally {
            demo.interrupt();
            demo.join();
        }
        assertThat(code).hasValue(1);
    }

    @Test
    void what_is_typed_goes_wrong_and_is_healed(@TempDir Path dir) throws Exception {
        copyWithFreePorts(dir);
        StringWriter out = new StringWriter();
        PipedOutputStream keys = new PipedOutputStream();
        PipedInputStream typed = new PipedInputStream(keys);
        Thread demo = new Thread(
                () -> new DemoTool(dir, typed).run(new PrintWriter(out), new PrintWriter(new StringWriter())));
        demo.start();
        try (PrintWriter presenter = new PrintWriter(keys, true, StandardCharsets.UTF_8)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> out.toString().endsWith("> "));
            assertThat(out.toString()).contains(DemoTool.READY);
            Matcher port = Pattern.compile("PORT_NUM (\\S+) {2}DCP_PORT_NUM").matcher(out.toString());
            assertThat(port.find()).isTrue();
            String user = port.group(1);

            assertThat(answer(out, presenter, "help")).contains("heal");
            assertThat(answer(out, presenter, "faults")).isIn("nothing is wrong", "没有故障");
            assertThat(answer(out, presenter, "on EP02, kill him")).contains("'him'");
            assertThat(answer(out, presenter, "On EP02, kill it")).startsWith("on EP02, kill it");
            assertThatThrownBy(() -> first(user, "SELECT OWNER FROM ACCOUNT WHERE ID = 3"))
                    .isInstanceOf(SQLException.class);

            assertThat(answer(out, presenter, "heal")).doesNotContain("kill it");
            await().atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(first(user, "SELECT OWNER FROM ACCOUNT WHERE ID = 3"))
                            .isEqualTo("王五"));
            answer(out, presenter, "on EP02, delay its replies by 1 ms");
            answer(out, presenter, "on EP01, delay its replies by 1 ms");
            assertThat(answer(out, presenter, "heal on EP02, delay its replies by 1 ms"))
                    .startsWith("on EP01, delay its replies by 1 ms")
                    .doesNotContain("on EP02");
        } finally {
            demo.interrupt();
            demo.join();
        }
    }

    /** What is printed between a typed line and the next prompt. */
    private static String answer(StringWriter out, PrintWriter presenter, String line) {
        int before = out.toString().length();
        presenter.println(line);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> out.toString().length() > before && out.toString().endsWith("> "));
        String told = out.toString().substring(before);
        return told.substring(0, told.length() - "> ".length()).strip();
    }

    @Test
    void a_port_in_use_is_one_clear_line(@TempDir Path dir) throws Exception {
        copyWithFreePorts(dir);
        StringWriter err = new StringWriter();
        int used = Integer.parseInt(Files.readString(dir.resolve("EP01").resolve("dm.ini"))
                .replaceAll("(?s).*PORT_NUM\\s*=\\s*(\\d+).*", "$1"));
        try (ServerSocket taken = new ServerSocket(used, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(taken.isBound()).isTrue();

            int code = new DemoTool(dir, InputStream.nullInputStream())
                    .run(new PrintWriter(new StringWriter()), new PrintWriter(err));

            assertThat(code).isEqualTo(1);
            assertThat(err.toString().lines()).hasSize(1);
            assertThat(err.toString()).contains(String.valueOf(used));
        }
    }

    @Test
    void a_scenario_that_is_not_there_is_named(@TempDir Path dir) {
        StringWriter err = new StringWriter();

        int code = new DemoTool(dir.resolve("nowhere"), InputStream.nullInputStream())
                .run(new PrintWriter(new StringWriter()), new PrintWriter(err));

        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("nowhere");
    }

    private static String first(String at, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:dm://" + at, "SYSDBA", "SYSDBA");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static void copyWithFreePorts(Path dir) throws IOException {
        List<String> free = freePorts();
        try (Stream<Path> files = Files.walk(SCENARIO)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file);
                for (int i = 0; i < PORTS.size(); i++) {
                    text = text.replace(PORTS.get(i), free.get(i));
                }
                Path copy = dir.resolve(SCENARIO.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.writeString(copy, text);
            }
        }
    }

    /** Free just now on 127.0.0.1; all open at once, so that they differ. */
    private static List<String> freePorts() throws IOException {
        try (ServerSocket a = new ServerSocket(0);
                ServerSocket b = new ServerSocket(0);
                ServerSocket c = new ServerSocket(0);
                ServerSocket d = new ServerSocket(0)) {
            return Stream.of(a, b, c, d)
                    .map(socket -> String.valueOf(socket.getLocalPort()))
                    .toList();
        }
    }
}
