package io.opendcp.simulator.scenario;

import io.opendcp.protocol.host.LoopbackHosts;
import io.opendcp.protocol.ini.DmMalIni;
import io.opendcp.protocol.ini.DmMalIni.MalInstance;
import io.opendcp.protocol.ini.IniProblems;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where the instances of dmmal.ini are. MAL_HOST and MAL_INST_HOST may be two addresses of a machine; where they are
 * addresses of two machines, MAL_INST_HOST is a misprint, as the manual's own file has one (6.2.2.4).
 */
final class MalAddresses {
    private final Path file;
    private final LoopbackHosts hosts;
    private final Map<String, MalInstance> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** What is wrong with the addresses goes to {@code problems}. */
    MalAddresses(DmMalIni mal, LoopbackHosts hosts, IniProblems problems) {
        this.file = mal.file();
        this.hosts = hosts;
        Map<String, MalInstance> taken = new HashMap<>();
        for (MalInstance instance : mal.instances()) {
            byName.put(instance.instName(), instance);
            Optional<InetAddress> machine = hosts.machine(host(instance));
            if (machine.isEmpty()) {
                String what = "[" + instance.malName() + "] MAL_INST_HOST = " + instance.instHost();
                problems.error(mal.file(), instance.line(), what, "不在主机表中", "is not in the host table");
                continue;
            }
            if (isMisprint(instance)) {
                tellMisprint(mal, instance, problems);
            }
            String address = machine.get().getHostAddress() + ":" + instance.instPort();
            MalInstance other = taken.putIfAbsent(address, instance);
            if (other != null) {
                problems.error(
                        mal.file(),
                        instance.line(),
                        "[" + instance.malName() + "]",
                        instance.instName() + " 与 " + other.instName() + " 在同一机器上使用同一端口 " + instance.instPort(),
                        instance.instName() + " is on the machine of " + other.instName() + " with the same port "
                                + instance.instPort());
            }
        }
    }

    /** dmmal.ini itself. */
    Path file() {
        return file;
    }

    /** The section of the instance called {@code name}, in any case. */
    Optional<MalInstance> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The address for clients that is believed. */
    String host(MalInstance instance) {
        return isMisprint(instance) ? instance.host() : instance.instHost();
    }

    /** The machine it is on; empty when the host table does not know MAL_HOST. */
    Optional<InetAddress> machine(MalInstance instance) {
        return hosts.machine(instance.host());
    }

    private boolean isMisprint(MalInstance instance) {
        Optional<InetAddress> machine = machine(instance);
        Optional<InetAddress> said = hosts.machine(instance.instHost());
        return machine.isPresent() && said.isPresent() && !machine.equals(said);
    }

    private static void tellMisprint(DmMalIni mal, MalInstance instance, IniProblems problems) {
        String believed = instance.host() + ":" + instance.instPort();
        problems.warning(
                mal.file(),
                instance.instHostLine(),
                "[" + instance.malName() + "] MAL_INST_HOST = " + instance.instHost(),
                "与 MAL_HOST = " + instance.host() + " 不是同一台机器；以 MAL_HOST 为准: " + instance.instName() + " 在 " + believed,
                "is another machine than MAL_HOST = " + instance.host() + "; MAL_HOST is believed: "
                        + instance.instName() + " is at " + believed);
    }
}
