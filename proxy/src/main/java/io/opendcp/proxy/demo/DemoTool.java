package io.opendcp.proxy.demo;

import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.ini.DmMalIni;
import io.opendcp.protocol.ini.DmMppIni;
import io.opendcp.protocol.ini.IniException;
import io.opendcp.proxy.catalogue.CatalogueException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code dcp demo [SCENARIO [--form udp|tcp|newer]]}: serves a scenario, {@code plain-mpp} if none is named, with its watchers in the form
 * that is wished for, and its DCPs, which have been configured by the manual's own calls, until the process ends. Its last line before the prompt is {@link #READY}; there the presenter says what is to go wrong. SYSDBA/SYSDBA
 * everywhere. Manual 6.
 */
public final class DemoTool implements ToolProvider {
    /** What is printed when everything serves. */
    public static final String READY = "Demo ready";

    private static final int USAGE_ERROR = 2;
    /** An option of the simulator's. */
    private static final String FORM = "--form";

    private static final String USUAL = "plain-mpp";
    /** Where the scenarios are, told by the start script. */
    private static final String HOME = "dcp.home";

    private final Language language = Language.of(Locale.getDefault());
    private final Path scenarios;
    private final InputStream in;

    /** For the person at this system. */
    public DemoTool() {
        this(Path.of(System.getProperty(HOME, "")).resolve("scenarios"), System.in);
    }

    /**
     * @param scenarios the folder that they are in
     * @param in what the presenter types; when it ends the demo goes on
     */
    public DemoTool(Path scenarios, InputStream in) {
        this.scenarios = scenarios;
        this.in = in;
    }

    @Override
    public String name() {
        return "demo";
    }

    @Override
    public int run(PrintWriter out, PrintWriter err, String... args) {
        boolean named = args.length > 0 && !args[0].startsWith("-");
        List<String> options = List.of(args).subList(named ? 1 : 0, args.length);
        if (!options.isEmpty() && (options.size() != 2 || !options.get(0).equals(FORM))) {
            err.println(in("用法: dcp demo [", "usage: dcp demo [") + String.join("|", names()) + "] [" + FORM
                    + " udp|tcp|newer]");
            return USAGE_ERROR;
        }
        Path scenario = scenarios.resolve(named ? args[0] : USUAL);
        if (!Files.isDirectory(scenario)) {
            err.println(in("找不到场景目录 ", "there is no scenario at ")
                    + scenario
                    + in("；可用的场景: ", "; there are: ")
                    + String.join(", ", names()));
            return 1;
        }
        out.println(in("启动模拟的 MPP ...", "starting the simulated MPP ..."));
        try (DemoMpp mpp = DemoMpp.start(scenario, options, out, err)) {
            if (mpp.serves()) {
                serve(scenario, mpp, out, err);
            }
        } catch (IniException e) {
            err.println(e.message(language));
        } catch (CatalogueException e) {
            err.println(e.message(language));
        } catch (IOException | SQLException e) {
            err.println(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 1;
    }

    /** The scenarios there are. */
    private List<String> names() {
        try (Stream<Path> folders = Files.list(scenarios)) {
            return folders.filter(folder -> Files.exists(folder.resolve("dmmpp.ini")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Until the process ends or the thread is interrupted, whatever becomes of standard input. */
    private void serve(Path scenario, DemoMpp mpp, PrintWriter out, PrintWriter err)
            throws IOException, SQLException, InterruptedException {
        List<DemoDcp> dcps = new ArrayList<>();
        try {
            for (String name : DemoDcp.names(scenario)) {
                dcps.add(DemoDcp.start(scenario, name, language, err));
            }
            if (dcps.isEmpty()) {
                err.println(scenario + in(" 中没有 DCP", " has no DCP"));
                return;
            }
            List<DemoDcp> started = List.copyOf(dcps);
            Thread atEnd = new Thread(() -> started.forEach(DemoDcp::close), "demo-close");
            Runtime.getRuntime().addShutdownHook(atEnd);
            show(scenario, started, out);
            out.println(READY);
            out.flush();
            mpp.faults().ifPresent(at -> prompt(at, out));
            new CountDownLatch(1).await();
        } finally {
            dcps.forEach(DemoDcp::close);
        }
    }

    private void prompt(URI faults, PrintWriter out) {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
        Thread reading = new Thread(new DemoPrompt(faults, language, lines, out)::run, "demo-prompt");
        reading.setDaemon(true);
        reading.start();
    }

    private void show(Path scenario, List<DemoDcp> dcps, PrintWriter out) throws SQLException {
        String management = at(dcps.get(0).managementAddress());
        String user = at(dcps.get(0).userAddress());
        DmMalIni mal = DmMalIni.read(scenario.resolve("dmmal.ini"));
        boolean standbys = mal.instances().size()
                > DmMppIni.read(scenario.resolve("dmmpp.ini")).items().size();
        List<String> calls = DemoScript.configuration(mal);
        for (DemoDcp dcp : dcps) {
            out.println(dcp.name() + "  PORT_NUM " + at(dcp.userAddress()) + "  DCP_PORT_NUM "
                    + at(dcp.managementAddress()));
        }
        for (DemoDcp dcp : dcps) {
            out.println();
            out.println(in("管理端口上执行的语句(手册 6.1.7, 6.2.12):", "run on the management port (manual 6.1.7, 6.2.12):"));
            new DemoScript(out).run(at(dcp.managementAddress()), calls);
        }
        out.println();
        out.println(in("用户端口上执行的语句:", "run on the user port:"));
        new DemoScript(out).run(user, DemoScript.SAMPLE);
        out.println();
        if (dcps.size() > 1) {
            showService(dcps, out);
        }
        out.println(in("接下来，在另一个终端中(SYSDBA/SYSDBA):", "next, in another terminal (SYSDBA/SYSDBA):"));
        out.println("  ./dcp disql SYSDBA/SYSDBA@" + user);
        out.println("  SQL> SELECT OWNER, BALANCE, SF_GET_EP_SEQNO(ROWID) EP FROM ACCOUNT ORDER BY ID;");
        out.println("  ./dcp disql SYSDBA/SYSDBA@" + management);
        out.println("  SQL> select * from V$DCPINSTS;");
        out.println("  SQL> SELECT NAME, STAT_VAL FROM V$SYSSTAT;");
        if (standbys) {
            out.println(in("在此处切换主备库:", "change primary and standby here:"));
            out.println("  > monitor login");
            out.println("  > monitor switchover EP11");
        }
        out.println(
                in("在此处输入故障，help 查看说明；按 Ctrl-C 结束", "type here what is to go wrong, help tells how; Ctrl-C ends it"));
        out.println();
    }

    /** Manual 6.3: the driver does not read /etc/dm_svc.conf when it is told of another one. */
    private void showService(List<DemoDcp> dcps, PrintWriter out) {
        String members = dcps.stream().map(dcp -> at(dcp.userAddress())).collect(Collectors.joining(","));
        out.println(in(
                "多个 DCP 共用一个服务名(手册 6.3)，在 dm_svc.conf 中写入:", "one service for all DCPs (manual 6.3), in dm_svc.conf:"));
        out.println("  dcp=(" + members + ")");
        out.println(in("应用使用服务名连接:", "applications connect to the service:"));
        out.println("  jdbc:dm://dcp?dmSvcConf=/path/to/dm_svc.conf");
        out.println();
    }

    private static String at(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    private String in(String chinese, String english) {
        return language == Language.CHINESE ? chinese : english;
    }
}
