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
    private static final Path SCENARIOS = Path.of("..", "scenarios");
    private static final List<String> PORTS = List.of("5236", "5237", "5238", "5239");

    @Test
    void it_serves_what_it_says_and_leaves_nothing_behind(@TempDir Path dir) throws Exception {
        copyWithFreePorts(dir, "plain-mpp");
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
        copyWithFreePorts(dir, "plain-mpp");
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
        copyWithFreePorts(dir, "plain-mpp");
        StringWriter err = new StringWriter();
        int used = Integer.parseInt(
                Files.readString(dir.resolve("plain-mpp").resolve("EP01").resolve("dm.ini"))
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

    @Test
    void scenarios_that_there_are_not_are_told_with_those_that_there_are() {
        StringWriter err = new StringWriter();
        DemoTool demo = new DemoTool(SCENARIOS, InputStream.nullInputStream());

        assertThat(demo.run(new PrintWriter(new StringWriter()), new PrintWriter(err), "primary"))
                .isEqualTo(1);
        assertThat(demo.run(new PrintWriter(new StringWriter()), new PrintWriter(err), "a", "b"))
                .isEqualTo(2);
        assertThat(demo.run(new PrintWriter(new StringWriter()), new PrintWriter(err), "--form"))
                .isEqualTo(2);

        assertThat(err.toString().lines())
                .hasSize(3)
                .allMatch(line -> line.contains("multi-dcp"))
                .allMatch(line -> line.contains("primary-standby"));
    }

    /** Manual 6.2: at the monitor one switches over, and the DCP shows the new primary. */
    @Test
    void primary_and_standby_change_places_at_the_prompt(@TempDir Path dir) throws Exception {
        copyWithFreePorts(dir, "primary-standby");
        StringWriter out = new StringWriter();
        PipedOutputStream keys = new PipedOutputStream();
        PipedInputStream typed = new PipedInputStream(keys);
        Thread demo = new Thread(() -> new DemoTool(dir, typed)
                .run(new PrintWriter(out), new PrintWriter(new StringWriter()), "primary-standby"));
        demo.start();
        try (PrintWriter presenter = new PrintWriter(keys, true, StandardCharsets.UTF_8)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> out.toString().endsWith("> "));
            Matcher ports =
                    Pattern.compile("PORT_NUM (\\S+) {2}DCP_PORT_NUM (\\S+)").matcher(out.toString());
            assertThat(ports.find()).isTrue();
            assertThat(out.toString()).contains("SP_DCP_ADD_INST('MPP_EP11', '192.168.0.142', ");
            assertThat(first(ports.group(2), "SELECT NAME FROM V$DCPINSTS WHERE EPNO = 0"))
                    .isEqualTo("EP01");

            await().atMost(Duration.ofSeconds(
                            20)) // watchers tell once a second; before, the monitor refuses with -8013
                    .untilAsserted(() -> assertThat(out.toString())
                            .containsPattern("Received message from\\(EP22\\)|收到守护进程\\(EP22\\)消息"));
            for (String line :
                    List.of("monitor show mpp", "monitor login", "SYSDBA", "SYSDBA", "monitor switchover EP11")) {
                presenter.println(line);
            }

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() ->
                            assertThat(out.toString()).containsPattern("Switchover instance EP11 success|实例EP11切换成功"));
            assertThat(out.toString()).containsPattern("EP02 +1 +192.168.1.132");
            await().atMost(Duration.ofSeconds(20)).ignoreExceptions().untilAsserted(() -> {
                execute(ports.group(2), "SP_DCP_REFRESH_CONFIG()");
                assertThat(first(ports.group(2), "SELECT NAME FROM V$DCPINSTS WHERE EPNO = 0"))
                        .isEqualTo("EP11");
            });
            assertThat(first(ports.group(1), "SELECT OWNER FROM ACCOUNT WHERE ID = 3"))
                    .isEqualTo("王五");
        } finally {
            demo.interrupt();
            demo.join();
        }
    }

    @Test
    void the_watchers_files_have_the_form_that_is_wished_for(@TempDir Path dir) throws Exception {
        copyWithFreePorts(dir, "primary-standby");
        copyWithFreePorts(dir, "plain-mpp");
        StringWriter err = new StringWriter();
        DemoTool refuses = new DemoTool(dir, InputStream.nullInputStream());
        assertThat(refuses.run(new PrintWriter(new StringWriter()), new PrintWriter(err), "--form", "newer"))
                .isEqualTo(1);
        assertThat(refuses.run(new PrintWriter(new StringWriter()), new PrintWriter(err), "plain-mpp", "--form", "old"))
                .isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(2).allMatch(line -> line.contains("newer"));

        StringWriter out = new StringWriter();
        PipedOutputStream keys = new PipedOutputStream();
        PipedInputStream typed = new PipedInputStream(keys);
        Thread demo = new Thread(() -> new DemoTool(dir, typed)
                .run(new PrintWriter(out), new PrintWriter(new StringWriter()), "primary-standby", "--form", "newer"));
        demo.start();
        try (PrintWriter presenter = new PrintWriter(keys, true, StandardCharsets.UTF_8)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> out.toString().endsWith("> "));

            assertThat(answer(out, presenter, "monitor list")).containsPattern("GROUP_A +1000 +AUTO ");
        } finally {
            demo.interrupt();
            demo.join();
        }
    }

    /** Manual 6.3. */
    @Test
    void both_dcps_serve_behind_one_service(@TempDir Path dir) throws Exception {
        copyWithFreePorts(dir, "multi-dcp");
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Thread demo = new Thread(() -> new DemoTool(dir, InputStream.nullInputStream())
                .run(new PrintWriter(out), new PrintWriter(err), "multi-dcp"));
        demo.start();
        try {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> out.toString().contains(DemoTool.READY) || !demo.isAlive());
            assertThat(err.toString()).isEmpty();
            Matcher service = Pattern.compile("dcp=\\(([^,]+),([^)]+)\\)").matcher(out.toString());
            assertThat(service.find()).isTrue();

            for (int dcp = 1; dcp <= 2; dcp++) {
                assertThat(first(service.group(dcp), "SELECT OWNER FROM ACCOUNT WHERE ID = 3"))
                        .isEqualTo("王五");
            }
            Path config = Files.writeString(dir.resolve("dm_svc.conf"), service.group() + "\n");
            assertThat(first("dcp?dmSvcConf=" + config, "SELECT COUNT(*) FROM ACCOUNT"))
                    .isEqualTo("6");
        } finally {
            demo.interrupt();
            demo.join();
        }
    }

    private static void execute(String at, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:dm://" + at, "SYSDBA", "SYSDBA");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String first(String at, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:dm://" + at, "SYSDBA", "SYSDBA");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static void copyWithFreePorts(Path dir, String scenario) throws IOException {
        List<String> free = freePorts();
        try (Stream<Path> files = Files.walk(SCENARIOS.resolve(scenario))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file);
                for (int i = 0; i < PORTS.size(); i++) {
                    text = text.replace(PORTS.get(i), free.get(i));
                }
                Path copy = dir.resolve(SCENARIOS.relativize(file).toString());
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
