package io.opendcp.features.crowd;

import io.opendcp.protocol.net.Network;
import io.opendcp.proxy.init.InitTool;
import io.opendcp.simulation.junit.Machine;
import io.opendcp.simulation.junit.Mode;
import io.opendcp.simulator.EpSpec;
import io.opendcp.simulator.InstanceMode;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.server.MppServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;

/** An MPP of two EPs here, and before it a DCP as it is deployed, in a process of its own. SYSDBA/SYSDBA everywhere. */
final class ProcessBed implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final String SYSDBA = "SYSDBA";

    private final Machine machine;
    private final MppServer mpp;
    private final int epPort = freePort();
    private final int userPort = freePort();
    private final int managementPort = freePort();
    private final Process dcp;
    private final BufferedReader says;
    private final PrintWriter asks;

    /**
     * Starts them; the DCP has refreshed when this returns.
     *
     * @param dir empty, for the DCP's files
     * @param heap of its process, as {@code -Xmx} takes it
     * @param settings lines of dm.ini
     */
    ProcessBed(Path dir, String heap, long seed, String... settings) throws IOException, SQLException {
        machine = new Machine(Mode.REAL, seed);
        List<EpSpec> eps = List.of(ep(0, epPort), ep(1, freePort()));
        mpp = MppServer.start(
                MppSpec.of(eps),
                machine.network(),
                seed,
                each -> new InetSocketAddress(each.instanceHost(), each.instancePort()));
        Path ini = init(dir, settings);
        dcp = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "-cp",
                        System.getProperty("java.class.path"),
                        MeasuredServer.class.getName(),
                        ini.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        says = new BufferedReader(new InputStreamReader(dcp.getInputStream(), StandardCharsets.UTF_8));
        asks = new PrintWriter(dcp.getOutputStream(), true, StandardCharsets.UTF_8);
        answer("DCP ready");
        try (Connection dba = DriverManager.getConnection(url(managementPort), SYSDBA, SYSDBA);
                Statement statement = dba.createStatement()) {
            statement.execute("SP_DCP_ADD_INST('EP01', '%s', %d)"
                    .formatted(HOST, eps.get(0).instancePort()));
            statement.execute("SP_DCP_SET_LOGIN('SYSDBA', 'SYSDBA')");
            statement.execute("SP_DCP_REFRESH_CONFIG()");
        }
    }

    private static EpSpec ep(int epno, int port) {
        String number = Integer.toString(epno + 1);
        return new EpSpec(
                "EP0" + number,
                epno,
                "SERVICE_NAME" + number,
                "MAL_INST" + number,
                HOST,
                port,
                HOST,
                port,
                InstanceMode.NORMAL);
    }

    private static int freePort() throws UncheckedIOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path init(Path dir, String... settings) throws IOException {
        StringWriter told = new StringWriter();
        PrintWriter both = new PrintWriter(told);
        int ended = new InitTool()
                .run(
                        both,
                        both,
                        "path=" + dir,
                        "instance_name=DCP",
                        "DCP_MODE=1",
                        "PORT_NUM=" + userPort,
                        "DCP_PORT_NUM=" + managementPort,
                        "SYSDBA_PWD=" + SYSDBA);
        if (ended != 0) {
            throw new IllegalStateException(told.toString());
        }
        Path ini = dir.resolve("DAMENG").resolve("dm.ini");
        Files.write(ini, List.of(settings), StandardOpenOption.APPEND);
        return ini;
    }

    /** The next line of the DCP that begins so. */
    private String answer(String begin) throws IOException {
        String line = says.readLine();
        while (line != null && !line.startsWith(begin)) {
            line = says.readLine();
        }
        return Objects.requireNonNull(line, "the DCP has ended");
    }

    /** What the DCP's process holds. */
    Footprint look() throws IOException {
        asks.println("?");
        return Footprint.parse(answer("footprint"));
    }

    private static String url(int port) {
        return "jdbc:dm://" + HOST + ":" + port + "?language=en";
    }

    /** For applications. */
    String url() {
        return url(userPort);
    }

    /** For clients of the first EP. */
    String epUrl() {
        return url(epPort);
    }

    /** Sessions at the DCP's user port. */
    long sessions() throws SQLException {
        try (Connection dba = DriverManager.getConnection(url(managementPort), SYSDBA, SYSDBA);
                Statement statement = dba.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM V$SESSIONS WHERE DCP_FLAG = 'N'")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** The DCP's process is no more, at once. */
    void kill() throws InterruptedException {
        dcp.destroyForcibly().waitFor();
    }

    InetSocketAddress userAddress() {
        return new InetSocketAddress(HOST, userPort);
    }

    Network network() {
        return machine.network();
    }

    @Override
    public void close() {
        dcp.destroy();
        mpp.close();
        machine.close();
    }
}
