package io.opendcp.simulation.junit;

import io.opendcp.protocol.ini.DmIni;
import io.opendcp.protocol.ini.IniException;
import io.opendcp.protocol.net.Chance;
import io.opendcp.protocol.net.Network;
import io.opendcp.proxy.account.Account;
import io.opendcp.proxy.catalogue.Catalogue;
import io.opendcp.proxy.cluster.Instance;
import io.opendcp.proxy.journal.Journal;
import io.opendcp.proxy.management.Audit;
import io.opendcp.proxy.server.DcpServer;
import io.opendcp.proxy.server.Workers;
import io.opendcp.simulator.EpSpec;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** How a DCP of a test cluster is made: SYSDBA/SYSDBA, its catalogue in memory, knowing where its MPP is. */
final class TestDcp {
    /** By what its user port is known to other DCPs. */
    static final int USER_PORT = 5238;

    private TestDcp() {}

    /** @param dir gets its dm.ini */
    static DcpServer start(String name, TestClusterSpec spec, Machine machine, Path dir, Journal journal)
            throws IOException {
        SocketAddress free = machine.hosts().toBind();
        return start(name, spec, machine, dir, journal, free, free);
    }

    /** The same, on ports that are known. */
    static DcpServer start(
            String name,
            TestClusterSpec spec,
            Machine machine,
            Path dir,
            Journal journal,
            SocketAddress userAt,
            SocketAddress managementAt)
            throws IOException {
        Path ini = dir.resolve(name + ".ini");
        Files.writeString(ini, """
                INSTANCE_NAME   = %s
                PORT_NUM        = %d
                ENABLE_DCP_MODE = 1
                DCP_PORT_NUM    = 5239
                DCP_MPP_FLAG    = 1
                %s
                """.formatted(name, USER_PORT, String.join("\n", spec.settings())));
        DmIni settings = DmIni.readDcp(ini);
        if (!settings.warnings().isEmpty()) {
            throw new IniException(settings.warnings()); // in a test, a misspelt name is an error
        }
        Network network = machine.network().withChance(Chance.of(spec.seed(), name));
        // One generator for all threads of a server in real time.
        Random secrets = new Random(Chance.of(spec.seed(), name + " secrets").nextLong());
        Account account = Account.of(TestCluster.SYSDBA, TestCluster.SYSDBA, Account.MIN_ITERATIONS, secrets);
        return DcpServer.start(
                settings,
                catalogue(account, spec, secrets),
                spec.mode() == Mode.REAL ? Workers.threads() : Workers.on(network.loop()),
                network,
                machine.hosts(),
                secrets,
                journal,
                Audit.NONE,
                userAt,
                managementAt);
    }

    private static Catalogue catalogue(Account account, TestClusterSpec spec, Random secrets) {
        Catalogue catalogue = Catalogue.inMemory(account, secrets);
        List<EpSpec> told = spec.mpp().standbys().isEmpty()
                ? spec.mpp().eps().subList(0, 1)
                : spec.mpp().instances(); // manual 6.2.12
        told.forEach(ep -> catalogue.add(new Instance(ep.instanceName(), ep.instanceHost(), ep.instancePort())));
        catalogue.setLogin(TestCluster.SYSDBA, spec.mpp().sysdbaPassword());
        return catalogue;
    }
}
