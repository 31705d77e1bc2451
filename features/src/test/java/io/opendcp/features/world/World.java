package io.opendcp.features.world;

import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import io.opendcp.features.world.Outcome.Done;
import io.opendcp.features.world.Outcome.Refused;
import io.opendcp.simulation.junit.Machine;
import io.opendcp.simulation.junit.Mode;
import io.opendcp.simulator.scenario.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Everything of one scenario, shared by its steps; the next scenario has another. */
public final class World implements AutoCloseable {
    /** Manual 6.1, as ini files. */
    public static final Path PLAIN_MPP = Path.of("..", "scenarios", "plain-mpp");

    /** Manual 6.2. */
    public static final Path PRIMARY_STANDBY = Path.of("..", "scenarios", "primary-standby");

    /** All chance in a scenario comes from it; {@code -Ddcp.seed} sets another. */
    public static final long SEED = Long.parseLong(
            System.getProperty("dcp.seed", "").isBlank()
                    ? "20261123"
                    : System.getProperty("dcp.seed", "").strip());

    /** What takes longer is a fault. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String OF_AN_EP = "a client of ";
    private static final String DBA_OF = "the DBA of ";
    private static final String DM_SVC = "dm_svc.conf";

    private final Path dir;
    private final Machine machine = new Machine(Mode.TURNED, SEED);
    private final Mpp mpp = new Mpp(machine, Scenario.load(PLAIN_MPP));
    private Path files = PLAIN_MPP;
    private final Dcp dcp;
    private final Map<String, Dcp> several = new LinkedHashMap<>();
    private final Map<String, Client> clients = new LinkedHashMap<>();
    private final Map<String, String> options = new HashMap<>();
    private final Map<String, CompletableFuture<Outcome>> waiting = new LinkedHashMap<>();
    private boolean manualMode;
    private Login applications = Login.SYSDBA;
    private Outcome last = new Done();
    private boolean seen = true;

    public World() {
        try {
            dir = Files.createTempDirectory("opendcp-feature-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        dcp = new Dcp(machine, dir.resolve("DAMENG"));
    }

    /** What the manual's {@code /dm/data} is in this scenario. */
    public Path dir() {
        return dir;
    }

    /** The folder with the ini files. */
    public Path files() {
        return files;
    }

    /** The ini files are those of another scenario. */
    public void files(Path scenario) {
        files = scenario;
        mpp.scenario(Scenario.load(scenario));
    }

    public Machine machine() {
        return machine;
    }

    public Mpp mpp() {
        return mpp;
    }

    public Dcp dcp() {
        return dcp;
    }

    /** DCPs that will be prepared say {@code DCP_MANUAL_MODE = 1}. */
    public void manualMode() {
        manualMode = true;
        dcp.manualMode();
    }

    /** One of the DCPs of manual 6.3, by the host it is on. */
    public Dcp dcp(String host) {
        return several.computeIfAbsent(host, name -> {
            Dcp made = new Dcp(machine, dir.resolve(name));
            if (manualMode) {
                made.manualMode();
            }
            return made;
        });
    }

    /** {@code text} with what the manual's addresses are here. */
    public String here(String text) {
        return Here.in(text, machine.hosts());
    }

    /** Writes a dm_svc.conf, with what the manual's addresses are here. */
    public void services(String conf) {
        try {
            Files.writeString(dir.resolve(DM_SVC), here(conf));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Logs a client in to a service of that dm_svc.conf, in place of what it had before. */
    public Outcome login(String client, String service, Login as) {
        String properties = options.getOrDefault(client, "&language=en") + "&dmSvcConf=" + dir.resolve(DM_SVC);
        return login(client, () -> Client.login(service, as, properties));
    }

    /** The properties with which a client will log in, as they stand in a URL: {@code mppLocal=true}. */
    public void options(String client, String properties) {
        options.put(client, "&" + properties);
    }

    /** Logs a client in, in place of what it had before. */
    public Outcome login(String client, Port port, Login as) {
        return login(client, dcp.address(port), as);
    }

    private Outcome login(String client, InetSocketAddress at, Login as) {
        String host = "127.0.0.1:" + at.getPort();
        return login(client, () -> Client.login(host, as, options.getOrDefault(client, "&language=en")));
    }

    /** A way to log in. */
    private interface Attempt {
        Client make() throws SQLException;
    }

    private Outcome login(String client, Attempt attempt) {
        logout(client);
        try {
            clients.put(client, attempt.make());
            return new Done();
        } catch (SQLException e) {
            return Refused.of(e);
        }
    }

    public void logout(String client) {
        Client leaving = clients.remove(client);
        if (leaving != null) {
            leaving.close();
        }
    }

    /** Whom applications log in as from now on. */
    public void applications(Login user) {
        applications = user;
    }

    /**
     * A client. One that has not logged in yet does so where its name belongs: a DBA to the management port, a client of
     * an instance to that instance, both as SYSDBA; applications to the user port.
     */
    public Client client(String name) {
        Client there = clients.get(name);
        if (there != null) {
            return there;
        }
        if (name.startsWith(OF_AN_EP)) {
            must(login(name, mpp.address(name.substring(OF_AN_EP.length())), Login.SYSDBA));
        } else if (name.startsWith(DBA_OF)) {
            must(login(name, dcp(name.substring(DBA_OF.length())).address(Port.MANAGEMENT), Login.SYSDBA));
        } else if (name.equals("the DBA")) {
            must(login(name, Port.MANAGEMENT, Login.SYSDBA));
        } else {
            must(login(name, Port.USER, applications));
        }
        return client(name);
    }

    /** A client asks for what it cannot get at once, and waits in the pool's line beside the scenario. */
    public void waiting(String name, String sql) {
        executing(name, sql);
        await().atMost(PATIENCE).until(() -> dcp.waiting() == waiting.size());
    }

    /** A client asks for something and waits for the answer beside the scenario. */
    public void executing(String name, String sql) {
        Client who = client(name);
        waiting.put(name, CompletableFuture.supplyAsync(() -> who.execute(sql)));
    }

    /** A client logs in beside the scenario. */
    public void loggingIn(String name, Port port, Login as) {
        waiting.put(name, CompletableFuture.supplyAsync(() -> login(name, port, as)));
    }

    /** Whether what {@code name} waits for has come. */
    public boolean answered(String name) {
        return Objects.requireNonNull(waiting.get(name), "waits").isDone();
    }

    /** How what {@code name} waited for has ended; waits for that, but not for ever. */
    public Outcome awaited(String name) {
        CompletableFuture<Outcome> asked = Objects.requireNonNull(waiting.get(name), "waits");
        await().atMost(PATIENCE).until(asked::isDone);
        return asked.join();
    }

    /** Notes how an action ended. Fails if the one before was refused and nobody has looked at that. */
    public void ended(Outcome outcome) {
        nothingUnseen();
        last = outcome;
        seen = !(outcome instanceof Refused);
    }

    /** How the last action ended; whoever asks looks at it. */
    public Outcome last() {
        seen = true;
        return last;
    }

    /** No action was refused without a step that expects it. */
    public void nothingUnseen() {
        if (!seen) {
            seen = true;
            fail("not expected: %s", last);
        }
    }

    /** {@code what} must go well: it prepares a scenario. */
    public static void must(Outcome what) {
        if (what instanceof Refused refused) {
            fail("not expected: %s", refused);
        }
    }

    @Override
    public void close() {
        new ArrayList<>(clients.keySet()).forEach(this::logout);
        dcp.close();
        several.values().forEach(Dcp::close);
        mpp.close();
        machine.close();
        try (Stream<Path> files = Files.walk(dir)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
