package io.opendcp.features.world;

import io.opendcp.protocol.ini.DmIni;
import io.opendcp.proxy.account.Account;
import io.opendcp.proxy.server.DcpServer;
import io.opendcp.simulation.junit.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The DCP of a scenario: its folder, and the server while it runs. */
public final class Dcp implements AutoCloseable {
    private final Machine machine;
    private final Path dir;
    private boolean manualMode;
    private @Nullable DcpServer running;
    /** Where its user port was last. */
    private @Nullable InetSocketAddress at;

    Dcp(Machine machine, Path dir) {
        this.machine = machine;
        this.dir = dir;
    }

    /** Where its dm.ini is. */
    public Path dir() {
        return dir;
    }

    /** The folder that will be prepared says {@code DCP_MANUAL_MODE = 1}. */
    public void manualMode() {
        manualMode = true;
    }

    /** Prepares the folder as {@code dcp init} does, with the account SYSDBA/SYSDBA hashed cheaply. */
    public void prepare(Path ini) {
        try {
            Files.createDirectories(dir);
            Files.copy(ini, dir.resolve("dm.ini"));
            Account.of(Login.SYSDBA.user(), Login.SYSDBA.password(), Account.MIN_ITERATIONS, new Random(World.SEED))
                    .write(dir.resolve(Account.INITIAL_FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (manualMode) {
            set("DCP_MANUAL_MODE", "1");
        }
    }

    /** Sets {@code name} in dm.ini, in place of what it says. */
    public void set(String name, String value) {
        Path ini = dir.resolve("dm.ini");
        try {
            List<String> lines = new ArrayList<>(Files.readAllLines(ini));
            lines.removeIf(line -> line.startsWith(name + " "));
            lines.add(name + " = " + value);
            Files.write(ini, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts the server of the folder, on free ports.
     *
     * @throws io.opendcp.protocol.ini.IniException if dm.ini is not that of a DCP
     */
    public void start() {
        start(machine.hosts().toBind(), machine.hosts().toBind());
    }

    /**
     * Starts it again where it was, or for the first time: then clients find its user port as {@code host}:PORT_NUM.
     */
    public void startOn(String host) {
        DmIni ini = DmIni.readDcp(dir.resolve("dm.ini"));
        start(at == null ? machine.hosts().toBind() : at, machine.hosts().toBind());
        at = address(Port.USER);
        machine.hosts().bound(host, ini.portNum(), at);
    }

    private void start(InetSocketAddress userAt, InetSocketAddress managementAt) {
        DmIni ini = DmIni.readDcp(dir.resolve("dm.ini"));
        try {
            running = DcpServer.start(
                    ini, dir, machine.network(), machine.hosts(), new Random(World.SEED), userAt, managementAt);
        } catch (IOException e) {
            throw new AssertionError("no free port for the DCP", e);
        }
    }

    InetSocketAddress address(Port port) {
        if (running == null) {
            throw new AssertionError("the DCP is not running");
        }
        return (InetSocketAddress)
                switch (port) {
                    case USER -> running.userAddress();
                    case MANAGEMENT -> running.managementAddress();
                };
    }

    /** How many sessions wait in the pool's line. */
    int waiting() {
        return running == null ? 0 : running.withPool(pool -> pool.waiting());
    }

    /** How many applications are logged in. */
    public int sessions() {
        return running == null ? 0 : running.sessions();
    }

    /** The files in its folder. */
    public List<Path> files() {
        try (Stream<Path> files = Files.walk(dir)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Idempotent. */
    @Override
    public void close() {
        if (running != null) {
            running.close();
            running = null;
        }
    }
}
