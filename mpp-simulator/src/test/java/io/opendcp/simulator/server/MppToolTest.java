package io.opendcp.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.opendcp.protocol.host.LoopbackHosts;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code dcp mpp} as a user meets it. */
class MppToolTest {
    private static final Path PLAIN_MPP = Path.of("../scenarios/plain-mpp");

    private static final Path PRIMARY_STANDBY = Path.of("../scenarios/primary-standby");

    private final Locale before = Locale.getDefault();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Path dir;
    private int port;

    MppToolTest(@TempDir Path dir) {
        this.dir = dir;
    }

    /** The manual's scenario on ports that are free here: EP01 has one, EP02 the next. */
    @BeforeEach
    void copy() throws IOException {
        Locale.setDefault(Locale.ENGLISH);
        port = freePair();
        for (String file : List.of("EP01/dm.ini", "EP02/dm.ini", "DCP/dm.ini", "dmmal.ini", "dmmpp.ini", "hosts")) {
            Files.createDirectories(dir.resolve(file).getParent());
            String text = Files.readString(PLAIN_MPP.resolve(file));
            Files.writeString(
                    dir.resolve(file),
                    text.replace("5236", Integer.toString(port)).replace("5237", Integer.toString(port + 1)));
        }
    }

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    /** Two ports, and those to which they are moved where there is one address only. */
    private static int freePair() throws IOException {
        while (true) {
            int port = free(0);
            if (port + 201 <= 65_535 && free(port + 1) > 0 && free(port + 200) > 0 && free(port + 201) > 0) {
                return port;
            }
        }
    }

    /** 0 if it is taken. */
    private static int free(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress("127.0.0.1", port));
            return socket.getLocalPort();
        } catch (BindException taken) {
            return 0;
        }
    }

    private int run(String... args) {
        return run(new MppTool(), args);
    }

    private int run(MppTool tool, String... args) {
        PrintWriter error = new PrintWriter(err);
        int code = tool.run(new PrintWriter(out), error, args);
        error.flush();
        return code;
    }

    /** Serves with {@code bindable} addresses while {@code client} is at work. */
    private void serving(Predicate<InetAddress> bindable, Check client) throws Exception {
        serving(bindable, List.of(), client);
    }

    private void serving(Predicate<InetAddress> bindable, List<String> options, Check client) throws Exception {
        String[] args =
                Stream.concat(Stream.of(dir.toString()), options.stream()).toArray(String[]::new);
        Thread server = new Thread(() -> run(new MppTool(bindable), args));
        server.start();
        try {
            await().until(() -> out.toString().contains(MppTool.READY) || !server.isAlive());
            client.check();
        } finally {
            server.interrupt();
            server.join();
        }
    }

    private interface Check {
        void check() throws Exception;
    }

    private static String instance(String address) throws Exception {
        String url = "jdbc:dm://" + address + "?language=en&mppLocal=true";
        try (Connection connection = DriverManager.getConnection(url, "SYSDBA", "SYSDBA");
                ResultSet name = connection.createStatement().executeQuery("SELECT NAME FROM V$INSTANCE")) {
            name.next();
            return name.getString(1);
        }
    }

    @Test
    void it_is_found_by_its_name() {
        assertThat(ServiceLoader.load(ToolProvider.class).stream()
                        .map(tool -> tool.get().name()))
                .contains("mpp");
    }

    @Test
    void it_serves_the_eps_where_the_files_say() throws Exception {
        serving(LoopbackHosts::bindableHere, () -> {
            if (LoopbackHosts.bindableHere(InetAddress.getByName("127.0.0.2"))) {
                assertThat(instance("127.0.0.2:" + (port + 1))).isEqualTo("EP02");
            }
            assertThat(instance("127.0.0.1:" + port)).isEqualTo("EP01");
        });
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void with_one_address_only_ports_are_moved_and_it_says_so() throws Exception {
        serving(address -> address.getAddress()[3] == 1, () -> {
            assertThat(instance("127.0.0.1:" + port)).isEqualTo("EP01");
            assertThat(instance("127.0.0.1:" + (port + 201))).isEqualTo("EP02");
        });
        assertThat(out.toString().lines())
                .contains(
                        "this system has 127.0.0.1 only: all EPs are there, and ports are moved",
                        "EP02  EPNO 1  192.168.0.2:" + (port + 1) + "  ->  127.0.0.1:" + (port + 201));
    }

    @Test
    void a_port_in_use_is_one_clear_line() throws IOException {
        try (ServerSocket used = new ServerSocket()) {
            used.bind(new InetSocketAddress("127.0.0.1", port));

            assertThat(run(dir.toString())).isEqualTo(1);
        }
        assertThat(err.toString().strip())
                .startsWith("cannot listen on 127.0.0.1:" + port + ": ")
                .doesNotContain("\n");
        assertThat(out.toString()).doesNotContain(MppTool.READY);
    }

    @Test
    void a_wrong_setting_is_told_with_file_line_value_and_range() throws IOException {
        Path ini = dir.resolve("EP01/dm.ini");
        Files.writeString(ini, Files.readString(ini).replace(Integer.toString(port), "80"));

        assertThat(run(dir.toString())).isEqualTo(1);

        assertThat(err.toString().strip()).isEqualTo(ini + ", line 2: PORT_NUM = 80: must be 1024..65534");
    }

    @Test
    void a_missing_scenario_and_wrong_arguments_are_told() {
        assertThat(run(dir.resolve("nowhere").toString())).isEqualTo(1);
        assertThat(err.toString()).contains(dir.resolve("nowhere") + ": cannot be read as a folder");
        assertThat(run()).isEqualTo(2);
        assertThat(run(dir.toString(), "seed")).isEqualTo(2);
        assertThat(err.toString()).contains("usage: dcp mpp SCENARIO [SEED]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--faults",
                "--faults x",
                "--faults 70000",
                "--turned",
                "--turned --faults",
                "--bare",
                "1 2",
                "--help",
                "--form",
                "-1"
            })
    void options_that_are_not_understood_are_told(String options) {
        List<String> args = new ArrayList<>(List.of(dir.toString()));
        args.addAll(List.of(options.split(" ", -1)));

        assertThat(run(args.toArray(String[]::new))).isEqualTo(2);
        assertThat(err.toString()).contains("[--faults [HOST:]PORT [--turned] [--bare]]");
    }

    @Test
    void it_takes_faults_over_http_and_has_its_clock_turned() throws Exception {
        serving(LoopbackHosts::bindableHere, List.of("7", "--faults", "0", "--turned"), () -> {
            Matcher line = Pattern.compile("(?m)^faults {2}(http://127\\.0\\.0\\.1:\\d+)/faults$")
                    .matcher(out.toString());
            assertThat(line.find()).isTrue();
            assertThat(post(line.group(1) + "/clock", "60 s")).contains("2026-11-23T00:01:00Z");
            post(line.group(1) + "/faults", "on EP01, refuse connections");
            assertThatThrownBy(() -> instance("127.0.0.1:" + port)).isInstanceOf(SQLException.class);
        });
    }

    /** Manual 6.2, on the same two ports; the instances are on two addresses. */
    private void copyPrimaryStandby() throws IOException {
        try (Stream<Path> files = Files.walk(PRIMARY_STANDBY)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = dir.resolve(PRIMARY_STANDBY.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.writeString(
                        copy,
                        Files.readString(file)
                                .replace("5236", Integer.toString(port))
                                .replace("5237", Integer.toString(port + 1)));
            }
        }
    }

    @Test
    void with_bare_there_is_nothing_until_it_is_typed() throws Exception {
        copyPrimaryStandby();
        serving(address -> address.getAddress()[3] == 1, List.of("7", "--faults", "0", "--bare"), () -> {
            Matcher line = Pattern.compile("(?m)^faults {2}(http://127\\.0\\.0\\.1:\\d+)/faults$")
                    .matcher(out.toString());
            assertThat(line.find()).isTrue();
            String console = line.group(1) + "/console";
            assertThatThrownBy(() -> instance("127.0.0.1:" + port)).isInstanceOf(SQLException.class);
            assertThat(post(line.group(1) + "/monitor", "show")).contains("has not been started");

            assertThat(post(console, "dmninit path=/dm/data/EP01\nscp -r /dm/data/EP01 B:/dm/data/"))
                    .contains("success", "EP11");
            post(console, "./dmserver /dm/data/EP01/DAMENG/dm.ini mount");
            post(console, "B: ./dmserver /dm/data/EP01/DAMENG/dm.ini mount");
            assertThat(instance("127.0.0.1:" + port)).isEqualTo("EP01");
            String magic = "SELECT PERMANENT_MAGIC";
            assertThat(row("127.0.0.1:" + port, magic)).isEqualTo(row("127.0.0.1:" + (port + 201), magic));

            assertThat(post(console, "DmServiceEP01 stop\n\nno such thing\nDmServiceEP01 start"))
                    .contains("EP01 is shut down", "unknown command: no", "\"line\":3")
                    .doesNotContain("SYSTEM IS READY");
            assertThatThrownBy(() -> instance("127.0.0.1:" + port)).isInstanceOf(SQLException.class);
            assertThat(post(console, "C: ./dmppmon /dm/data/dmmon.ini")).contains("IS READY");
        });
    }

    private static List<String> row(String address, String sql) throws SQLException {
        String url = "jdbc:dm://" + address + "?language=en&mppLocal=true";
        List<String> row = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url, "SYSDBA", "SYSDBA");
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            while (rows.next()) {
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    row.add(rows.getString(column));
                }
            }
        }
        return row;
    }

    @Test
    void standbys_are_where_they_are_believed_to_be_and_say_what_the_files_say() throws Exception {
        copyPrimaryStandby();
        serving(address -> address.getAddress()[3] == 1, List.of("7", "--faults", "0"), () -> {
            String ep11 = "127.0.0.1:" + (port + 201);
            assertThat(instance("127.0.0.1:" + port)).isEqualTo("EP01");
            assertThat(instance("127.0.0.1:" + (port + 1))).isEqualTo("EP22");
            assertThat(row(ep11, "SELECT NAME, MODE$, STATUS$, OGUID FROM V$INSTANCE"))
                    .containsExactly("EP11", "STANDBY", "OPEN", "1000");
            assertThat(row(ep11, "SELECT MAL_INST_HOST, MAL_INST_PORT FROM V$DM_MAL_INI WHERE MAL_INST_NAME = 'EP11'"))
                    .containsExactly("192.168.1.131", Integer.toString(port + 1));
            await().untilAsserted(() -> assertThat(out.toString()).contains("Received message from(EP22)"));
            Matcher line = Pattern.compile("(?m)^faults {2}(http://127\\.0\\.0\\.1:\\d+)/faults$")
                    .matcher(out.toString());
            assertThat(line.find()).isTrue();
            String monitor = line.group(1) + "/monitor";
            assertThat(post(monitor, "show mpp")).contains("EP01").contains("192.168.1.131");
            assertThat(post(monitor, "login\nSYSDBA\nSYSDBA\nswitchover GROUP_A.EP11"))
                    .contains("Login monitor success!");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(out.toString()).contains("Switchover instance EP11 success"));
            assertThat(row(ep11, "SELECT MODE$ FROM V$INSTANCE")).containsExactly("PRIMARY");
        });
        assertThat(err.toString()).contains("MAL_HOST is believed");
        assertThat(out.toString()).contains("DMMONITOR[4.0] IS READY.", "EP11  standby of EPNO 0  192.168.0.142:");
    }

    /** The newer files say DW_MODE = AUTO and MON_DW_CONFIRM = 1; the older ones leave a takeover to a person. */
    @ParameterizedTest
    @CsvSource({"newer, AUTO, EP11", "TCP, MANUAL, EP01", "udp, MANUAL, EP01"})
    void the_form_of_the_watchers_files_is_chosen(String form, String mode, String primary) throws Exception {
        copyPrimaryStandby();
        List<String> options = List.of("--form", form, "--faults", "0", "--turned");
        serving(address -> address.getAddress()[3] == 1, options, () -> {
            Matcher line = Pattern.compile("(?m)^faults {2}(http://127\\.0\\.0\\.1:\\d+)/faults$")
                    .matcher(out.toString());
            assertThat(line.find()).isTrue();
            String here = line.group(1);
            post(here + "/clock", "3 s");
            assertThat(post(here + "/monitor", "show")).containsPattern("GROUP_A +1000 +(TRUE +AUTO|FALSE +MANUAL)");
            assertThat(post(here + "/monitor", "list")).contains(mode);

            post(here + "/faults", "on EP01, kill it");
            post(here + "/clock", "30 s");

            assertThat(post(here + "/monitor", "show mpp")).containsPattern(primary + " +0 ");
        });
    }

    @Test
    void a_form_that_there_is_not_is_told() {
        assertThat(run(dir.toString(), "--form", "old")).isEqualTo(2);
        assertThat(run(dir.toString(), "--form", "newer")).isEqualTo(1);

        assertThat(err.toString().lines())
                .containsExactly(
                        "--form: udp, tcp or newer, not 'old'",
                        dir + ": newer: is no folder of this scenario: it does not have its watchers in this form");
    }

    @Test
    void without_standbys_there_is_no_monitor_to_ask() throws Exception {
        serving(LoopbackHosts::bindableHere, List.of("7", "--faults", "0"), () -> {
            Matcher line = Pattern.compile("(?m)^faults {2}(http://127\\.0\\.0\\.1:\\d+)/faults$")
                    .matcher(out.toString());
            assertThat(line.find()).isTrue();
            assertThat(post(line.group(1) + "/monitor", "show")).contains("no monitor");
        });
    }

    private static String post(String to, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(to))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void it_speaks_chinese_too() {
        Locale.setDefault(Locale.SIMPLIFIED_CHINESE);

        assertThat(run()).isEqualTo(2);

        assertThat(err.toString()).contains("用法: dcp mpp 场景目录");
    }
}
