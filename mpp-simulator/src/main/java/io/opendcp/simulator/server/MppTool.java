package io.opendcp.simulator.server;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.host.LoopbackHosts;
import io.opendcp.protocol.ini.IniException;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.time.LoopTime;
import io.opendcp.protocol.time.Time;
import io.opendcp.protocol.time.TurnedTime;
import io.opendcp.simulator.Ep;
import io.opendcp.simulator.EpSpec;
import io.opendcp.simulator.InstanceMode;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.scenario.Scenario;
import io.opendcp.simulator.scenario.WatchForm;
import io.opendcp.simulator.setup.Machines;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.spi.ToolProvider;

/**
 * {@code dcp mpp SCENARIO [SEED] [--form udp|tcp|newer] [--faults [HOST:]PORT [--turned] [--bare]]}: serves a scenario's EPs, and their
 * standbys under a monitor, until the process ends, and takes faults over HTTP if it is told where, by itself on the loopback address.
 * With {@code --bare} instances, watchers and the monitor are made and started by what is typed at the console there. Its last line is
 * {@link #READY}.
 */
public final class MppTool implements ToolProvider {
    /** What is printed when all EPs listen. */
    public static final String READY = "MPP ready";

    /** What the line with the address for faults begins with. */
    public static final String FAULTS = "faults  http://";

    /** When turned time begins. */
    private static final Instant TURNED_FROM = Instant.parse("2026-11-23T00:00:00Z");

    private static final int USAGE_ERROR = 2;

    private final Predicate<InetAddress> bindable;

    public MppTool() {
        this(LoopbackHosts::bindableHere);
    }

    /**
     * @param bindable whether this system can listen on an address
     */
    MppTool(Predicate<InetAddress> bindable) {
        this.bindable = bindable;
    }

    @Override
    public String name() {
        return "mpp";
    }

    @Override
    public int run(PrintWriter out, PrintWriter err, String... args) {
        Language language = Language.of(Locale.getDefault());
        boolean english = language == Language.ENGLISH;
        MppArguments wanted = MppArguments.of(args).orElse(null);
        if (wanted == null) {
            err.println(
                    english
                            ? "usage: dcp mpp SCENARIO [SEED] [--form udp|tcp|newer] [--faults [HOST:]PORT [--turned] [--bare]]"
                            : "用法: dcp mpp 场景目录 [随机种子] [--form udp|tcp|newer] [--faults [主机:]端口 [--turned] [--bare]]");
            return USAGE_ERROR;
        }
        Optional<WatchForm> form = wanted.form().flatMap(WatchForm::named);
        if (form.isEmpty() && wanted.form().isPresent()) {
            String typed = wanted.form().get();
            err.println(
                    english
                            ? "--form: udp, tcp or newer, not '" + typed + "'"
                            : "--form: 应为 udp、tcp 或 newer，而不是 '" + typed + "'");
            return USAGE_ERROR;
        }
        MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        Time time = wanted.turned() ? new TurnedTime(TURNED_FROM) : new LoopTime(group.next());
        Network network = Network.sockets(group.next(), time, new SplittableRandom(wanted.seed()));
        try {
            Scenario scenario = form.map(chosen -> Scenario.load(wanted.scenario(), chosen))
                    .orElseGet(() -> Scenario.load(wanted.scenario()));
            scenario.warnings().forEach(warning -> err.println(warning.text(language)));
            serve(scenario, network, wanted, language, out);
            return 0;
        } catch (IniException e) {
            err.println(e.message(language));
        } catch (IOException e) {
            err.println(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
        return 1;
    }

    /** What the monitor tells is printed as soon as there is one. */
    private static void watch(MppServer server, Scenario scenario, boolean bare, Language language, PrintWriter out) {
        ZoneId zone = server.with(mpp -> mpp.spec().zone());
        server.listenToMonitor(notice -> {
            out.println(notice.line(language, zone));
            out.flush();
        });
        if (!bare && ScenarioMpp.hasStandbys(scenario)) {
            server.run(mpp -> ScenarioMpp.prepare(scenario, mpp));
            server.watch(ScenarioMpp.watchSpec(scenario), ScenarioMpp.groups(scenario));
            out.println(server.<String>monitor(console -> console.banner()));
        }
        server.openConsole(Machines.of(scenario), ScenarioMpp.watchSpec(scenario), ScenarioMpp.groups(scenario));
    }

    private static MppServer start(Scenario scenario, Network network, MppArguments wanted, LoopbackHosts hosts)
            throws IOException {
        MppSpec spec = ScenarioMpp.spec(scenario);
        Function<EpSpec, SocketAddress> places = ScenarioMpp.places(scenario, hosts);
        return wanted.bare()
                ? MppServer.startBare(spec, network, wanted.seed(), places)
                : MppServer.start(spec, network, wanted.seed(), places);
    }

    /** Until the process ends, or the thread is interrupted. Standard input is not looked at. */
    private void serve(Scenario scenario, Network network, MppArguments wanted, Language language, PrintWriter out)
            throws IOException, InterruptedException {
        LoopbackHosts hosts = scenario.hosts().fitting(bindable);
        if (hosts.shared()) {
            out.println(
                    language == Language.ENGLISH
                            ? "this system has 127.0.0.1 only: all EPs are there, and ports are moved"
                            : "本系统只有 127.0.0.1：所有 EP 都在该地址，端口已移动");
        }
        try (MppServer server = start(scenario, network, wanted, hosts)) {
            for (EpSpec ep :
                    server.with(mpp -> mpp.instances().stream().map(Ep::spec).toList())) {
                String role = ep.mode() == InstanceMode.STANDBY ? "  standby of EPNO " : "  EPNO ";
                out.println(ep.instanceName() + role + ep.epno() + "  " + ScenarioMpp.host(scenario, ep.instanceName())
                        + ":" + ep.instancePort() + "  ->  " + network.name(server.address(ep.instanceName())));
            }
            watch(server, scenario, wanted.bare(), language, out);
            if (wanted.faultsAt().isPresent()) {
                out.println(FAULTS
                        + network.name(server.takeFaults(wanted.faultsAt().get())) + "/faults");
            }
            out.println(READY);
            out.flush();
            new CountDownLatch(1).await();
        }
    }
}
