package io.opendcp.proxy.demo;

import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.ini.DmMalIni;
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
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.spi.ToolProvider;

/**
 * {@code dcp demo}: serves scenario {@code plain-mpp} and a DCP that has been configured by the manual's own calls, until the
 * process ends. Its last line before the prompt is {@link #READY}; there the presenter says what is to go wrong. SYSDBA/SYSDBA
 * everywhere. Manual 6.1.
 */
public final class DemoTool implements ToolProvider {
    /** What is printed when everything serves. */
    public static final String READY = "Demo ready";

    private static final int USAGE_ERROR = 2;
    private static final String SCENARIO = "plain-mpp";
    /** Where the scenarios are, told by the start script. */
    private static final String HOME = "dcp.home";

    private final Language language = Language.of(Locale.getDefault());
    private final Path scenario;
    private final InputStream in;

    /** For the person at this system. */
    public DemoTool() {
        this(Path.of(System.getProperty(HOME, "")).resolve("scenarios").resolve(SCENARIO), System.in);
    }

    /**
     * @param scenario its folder
     * @param in what the presenter types; when it ends the demo goes on
     */
    public DemoTool(Path scenario, InputStream in) {
        this.scenario = scenario;
        this.in = in;
    }

    @Override
    public String name() {
        return "demo";
    }

    @Override
    public int run(PrintWriter out, PrintWriter err, String... args) {
        if (args.length > 0) {
            err.println(in("用法: dcp demo", "usage: dcp demo"));
            return USAGE_ERROR;
        }
        if (!Files.isDirectory(scenario)) {
            err.println(in("找不到场景目录 ", "there is no scenario at ") + scenario);
            return 1;
        }
        out.println(in("启动模拟的 MPP ...", "starting the simulated MPP ..."));
        try (DemoMpp mpp = DemoMpp.start(scenario, out, err)) {
            if (mpp.serves()) {
                serve(mpp, out, err);
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

    /** Until the process ends or the thread is interrupted, whatever becomes of standard input. */
    private void serve(DemoMpp mpp, PrintWriter out, PrintWriter err)
            throws IOException, SQLException, InterruptedException {
        try (DemoDcp dcp = DemoDcp.start(scenario, language, err)) {
            Thread atEnd = new Thread(dcp::close, "demo-close");
            Runtime.getRuntime().addShutdownHook(atEnd);
            show(dcp, out);
            out.println(READY);
            out.flush();
            mpp.faults().ifPresent(at -> prompt(at, out));
            new CountDownLatch(1).await();
        }
    }

    private void prompt(URI faults, PrintWriter out) {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
        Thread reading = new Thread(new DemoPrompt(faults, language, lines, out)::run, "demo-prompt");
        reading.setDaemon(true);
        reading.start();
    }

    private void show(DemoDcp dcp, PrintWriter out) throws SQLException {
        String management = at(dcp.managementAddress());
        String user = at(dcp.userAddress());
        out.println("DCP  PORT_NUM " + user + "  DCP_PORT_NUM " + management);
        out.println();
        out.println(in("管理端口上执行的语句(手册 6.1.7, 6.1.8):", "run on the management port (manual 6.1.7, 6.1.8):"));
        new DemoScript(out).run(management, DemoScript.configuration(DmMalIni.read(scenario.resolve("dmmal.ini"))));
        out.println();
        out.println(in("用户端口上执行的语句:", "run on the user port:"));
        new DemoScript(out).run(user, DemoScript.SAMPLE);
        out.println();
        out.println(in("接下来，在另一个终端中(SYSDBA/SYSDBA):", "next, in another terminal (SYSDBA/SYSDBA):"));
        out.println("  ./dcp disql SYSDBA/SYSDBA@" + user);
        out.println("  SQL> SELECT OWNER, BALANCE, SF_GET_EP_SEQNO(ROWID) EP FROM ACCOUNT ORDER BY ID;");
        out.println("  ./dcp disql SYSDBA/SYSDBA@" + management);
        out.println("  SQL> select * from V$DCPINSTS;");
        out.println("  SQL> SELECT NAME, STAT_VAL FROM V$SYSSTAT;");
        out.println(
                in("在此处输入故障，help 查看说明；按 Ctrl-C 结束", "type here what is to go wrong, help tells how; Ctrl-C ends it"));
        out.println();
    }

    private static String at(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    private String in(String chinese, String english) {
        return language == Language.CHINESE ? chinese : english;
    }
}
