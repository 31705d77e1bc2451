package io.opendcp.protocol.host;

import io.opendcp.protocol.ini.IniFile;
import io.opendcp.protocol.ini.IniProblem;
import io.opendcp.protocol.ini.IniProblems;
import io.opendcp.protocol.ini.IniSection;
import io.opendcp.protocol.ini.IniSetting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A scenario's host table: the hosts of its ini files, each with an address 127.0.0.N on this machine. Anything else but
 * such an address itself is refused, so that a scenario stays on the machine. Source: {@code docs/configuration.md}.
 */
public final class LoopbackHosts implements HostTable {
    /** More hosts than any scenario has; bounds the ports that {@link #fitting} needs. */
    public static final int MAX_HOSTS = 254;

    /** Ports of one address stay this far from those of the next when all share one. */
    private static final int PORTS_APART = 200;

    private final String name;
    private final Map<String, InetAddress> addresses;
    private final boolean shared;
    private final List<IniProblem> warnings;

    private LoopbackHosts(String name, Map<String, InetAddress> addresses, boolean shared, List<IniProblem> warnings) {
        this.name = name;
        this.addresses = addresses;
        this.shared = shared;
        this.warnings = warnings;
    }

    /**
     * Reads a table of lines {@code 192.168.0.1 = 127.0.0.1}.
     *
     * @throws io.opendcp.protocol.ini.IniException naming everything that is wrong with it
     */
    public static LoopbackHosts read(Path file) {
        IniProblems problems = new IniProblems();
        IniFile ini = IniFile.read(file, problems);
        for (IniSection section : ini.sections()) {
            problems.error(file, section.line(), "[" + section.name() + "]", "主机表中没有节", "a host table has no sections");
        }
        Map<String, InetAddress> addresses = new LinkedHashMap<>();
        for (IniSetting setting : ini.globals().settings()) {
            String what = setting.key() + " = " + setting.value();
            Optional<InetAddress> address = loopback(setting.value());
            if (address.isEmpty()) {
                problems.error(
                        file, setting.line(), what, "地址应为 127.0.0.1..127.255.255.254", "must be an address 127.x.y.z");
            } else if (addresses.putIfAbsent(setting.key(), address.get()) != null) {
                problems.error(file, setting.line(), what, "重复的主机", "is set already");
            }
        }
        if (addresses.isEmpty() || addresses.size() > MAX_HOSTS) {
            problems.error(file, 0, "", "主机数应为 1.." + MAX_HOSTS, "must have 1.." + MAX_HOSTS + " hosts");
        }
        List<IniProblem> warnings = problems.warningsOrThrow();
        return new LoopbackHosts(file.toString(), addresses, false, warnings);
    }

    /**
     * This table or, on a system that has not all of its addresses, one on 127.0.0.1 alone, where the n-th address's ports
     * are {@value #PORTS_APART} * n higher.
     *
     * @param bindable whether this system can listen on an address; see {@link #bindableHere}
     */
    public LoopbackHosts fitting(Predicate<InetAddress> bindable) {
        boolean fits = addresses.values().stream().allMatch(bindable);
        return fits ? this : new LoopbackHosts(name, addresses, true, warnings);
    }

    /** Whether this system can listen on {@code address}: of 127.x.y.z, some have 127.0.0.1 only. */
    public static boolean bindableHere(InetAddress address) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(address, 0));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether all hosts are on 127.0.0.1 because this system has no more; then their ports are not the ini files'. */
    public boolean shared() {
        return shared;
    }

    /** The machine that {@code host} is: names and addresses of one machine have one loopback address, moved ports or not. */
    public Optional<InetAddress> machine(String host) {
        return Optional.ofNullable(addresses.get(host));
    }

    @Override
    public InetSocketAddress address(String host, int port) {
        InetAddress address = addresses.get(host);
        if (address == null && loopback(host).isPresent()) {
            return new InetSocketAddress(loopback(host).get(), port);
        }
        if (address == null) {
            throw new UnmappedHostException(host, name);
        }
        if (!shared) {
            return new InetSocketAddress(address, port);
        }
        int moved = port + PORTS_APART * new ArrayList<>(new LinkedHashSet<>(addresses.values())).indexOf(address);
        if (moved > HIGHEST_PORT) {
            throw new UnmappedHostException(host + ":" + port, name);
        }
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), moved);
    }

    /** The address that {@code text} is, if it is one of this machine's own 127.x.y.z. */
    static Optional<InetAddress> loopback(String text) {
        if (!text.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }
}
