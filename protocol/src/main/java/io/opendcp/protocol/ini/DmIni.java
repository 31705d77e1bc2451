package io.opendcp.protocol.ini;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A server's dm.ini, of an EP or of a DCP. Source: {@code docs/configuration.md}; Manual 6.1.2, 6.1.5, 6.2.3.
 *
 * @param file where it was read
 * @param portNum the user port
 * @param malIni whether the server is told to read dmmal.ini
 * @param mppIni whether the server is told to read dmmpp.ctl
 * @param maxEpSites most EPs of the MPP
 * @param mppWait how long a lock held across EPs is waited for
 * @param keepAlive how long a client may be gone without a word, 0 for ever; of a simulated EP
 * @param watched what concerns an instance with a watcher; defaults where the file does not say
 * @param enableDcpMode whether the server runs as a DCP
 * @param dcp what concerns a DCP only; defaults where the file does not say
 * @param lines the line that sets each setting of the file, by its proper name
 * @param warnings what its owner should look at
 */
public record DmIni(
        Path file,
        String instanceName,
        int portNum,
        boolean malIni,
        boolean mppIni,
        int maxEpSites,
        Duration mppWait,
        Duration keepAlive,
        Watched watched,
        boolean enableDcpMode,
        Dcp dcp,
        Map<String, Integer> lines,
        List<IniProblem> warnings) {
    /** Names that the manual misprints, or that belong to dminit, with what is meant. */
    private static final Map<String, String> MISPRINTS = Map.of("MAIL_INI", "MAL_INI", "DCP_MODE", "ENABLE_DCP_MODE");

    /**
     * The settings of a primary or a standby.
     *
     * @param archIni whether the server is told to read dmarch.ini
     * @param dwUdpPort where the older watcher hears it, MDW_UDP_PORT; 0 for none
     * @param instUdpPort where it hears the older watcher; 0 for none
     */
    public record Watched(boolean archIni, int dwUdpPort, int instUdpPort) {}

    /**
     * A DCP's settings.
     *
     * @param portNum the management port
     * @param connPoolSize most connections to EPs, in use or free
     * @param poolUserLimit most of one user, 0 for no limit
     * @param poolEpLimit most to one EP, 0 for no limit
     * @param poolIdleTime how long a connection may be free, 0 for any time
     * @param poolLifeTime how long after its login a connection is lent, 0 for any time
     * @param poolWait how long a session waits for one of them
     * @param poolStatements most texts that stay compiled on a connection
     * @param refreshPeriod the time between two readings of the MPP's configuration
     * @param loginTimeout for a client to log in, and for an EP to answer a login
     * @param loginDelay how long no other password of a user is checked after two wrong ones
     * @param maxSessions most client sessions at a time
     * @param manualMode whether the manual's letter rules
     * @param mppFlag whether logins to EPs carry our server option "I am a DCP"
     * @param stayOnEp whether "any EP" means the session's last one
     * @param probePeriod the time between two probes of the EPs, 0 for none
     * @param switchWait how long a new transaction waits for an EP that cannot be used
     * @param switchSessions most sessions that wait so
     * @param switchBytes most bytes of requests that wait so
     * @param limits what a session may take
     * @param tls what connections are encrypted with
     * @param peers user ports of other DCPs before the same MPP, {@code host:port} each
     */
    public record Dcp(
            int portNum,
            int connPoolSize,
            int poolUserLimit,
            int poolEpLimit,
            Duration poolIdleTime,
            Duration poolLifeTime,
            Duration poolWait,
            int poolStatements,
            Duration refreshPeriod,
            Duration loginTimeout,
            Duration loginDelay,
            int maxSessions,
            boolean manualMode,
            boolean mppFlag,
            boolean stayOnEp,
            Duration probePeriod,
            Duration switchWait,
            int switchSessions,
            long switchBytes,
            Limits limits,
            Tls tls,
            List<String> peers) {}

    /**
     * Encryption; the files' names are relative to dm.ini.
     *
     * @param on whether there is any
     * @param cert of the certificate, those that signed it behind it
     * @param key of its key
     * @param ca of the certificates that sign clients' ones; empty if clients need none
     */
    public record Tls(boolean on, String cert, String key, String ca) {}

    /**
     * What a session of a DCP may take; zero is no limit.
     *
     * @param idleInTransaction the longest pause of a client in a transaction
     * @param idle the longest pause of a client outside one
     * @param statement in which an EP must answer a statement
     * @param commit in which an EP must answer the end of a transaction
     * @param textBytes most bytes of a statement's text
     * @param resultHold the longest that rows left to fetch, or LOBs of no table, keep a connection outside a transaction
     * @param resultsHeld most sessions for which they do
     * @param readAheadBytes most bytes of rows that are read ahead for one; zero reads none
     * @param readAheadTotal most bytes of such rows for all; zero reads none
     */
    public record Limits(
            Duration idleInTransaction,
            Duration idle,
            Duration statement,
            Duration commit,
            int textBytes,
            Duration resultHold,
            int resultsHeld,
            int readAheadBytes,
            long readAheadTotal) {}

    public DmIni {
        lines = Map.copyOf(lines);
        warnings = List.copyOf(warnings);
    }

    /** The line that sets {@code key}; 0 when the file leaves it at its default. */
    public int line(IniKey key) {
        return lines.getOrDefault(key.name(), 0);
    }

    /**
     * Reads the dm.ini of a server of any kind.
     *
     * @throws IniException naming everything that is wrong with it
     */
    public static DmIni read(Path file) {
        IniProblems problems = new IniProblems();
        return read(settings(file, problems), file, problems);
    }

    /**
     * Reads the dm.ini of a server that is to run as a DCP: {@code ENABLE_DCP_MODE} must be 1, and the two ports differ.
     *
     * @throws IniException naming everything that is wrong with it
     */
    public static DmIni readDcp(Path file) {
        IniProblems problems = new IniProblems();
        CheckedSettings settings = settings(file, problems);
        if (settings.setting(DmIniKeys.ENABLE_DCP_MODE).isEmpty() || !settings.flag(DmIniKeys.ENABLE_DCP_MODE)) {
            settings.error(DmIniKeys.ENABLE_DCP_MODE, "作为 DCP 运行时必须为 1", "must be 1 for the server to run as a DCP");
        }
        if (settings.number(DmIniKeys.PORT_NUM) == settings.number(DmIniKeys.DCP_PORT_NUM)) {
            settings.error(DmIniKeys.DCP_PORT_NUM, "不能与 PORT_NUM 相同", "must differ from PORT_NUM");
        }
        return read(settings, file, problems);
    }

    private static CheckedSettings settings(Path file, IniProblems problems) {
        IniFile ini = IniFile.read(file, problems);
        for (IniSection section : ini.sections()) {
            problems.error(file, section.line(), "[" + section.name() + "]", "dm.ini 中没有节", "dm.ini has no sections");
        }
        return new CheckedSettings(file, ini.globals(), DmIniKeys.ALL, MISPRINTS, problems);
    }

    private static DmIni read(CheckedSettings settings, Path file, IniProblems problems) {
        Dcp dcp = new Dcp(
                settings.number(DmIniKeys.DCP_PORT_NUM),
                settings.number(DmIniKeys.DCP_CONN_POOL_SIZE),
                settings.number(DmIniKeys.DCP_POOL_USER_LIMIT),
                settings.number(DmIniKeys.DCP_POOL_EP_LIMIT),
                Duration.ofSeconds(settings.number(DmIniKeys.DCP_POOL_IDLE_TIME)),
                Duration.ofSeconds(settings.number(DmIniKeys.DCP_POOL_LIFE_TIME)),
                Duration.ofMillis(settings.number(DmIniKeys.DCP_POOL_WAIT)),
                settings.number(DmIniKeys.DCP_POOL_STATEMENTS),
                Duration.ofSeconds(settings.number(DmIniKeys.DCP_REFRESH_PERIOD)),
                Duration.ofSeconds(settings.number(DmIniKeys.DCP_LOGIN_TIMEOUT)),
                Duration.ofMillis(settings.number(DmIniKeys.DCP_LOGIN_DELAY)),
                settings.number(DmIniKeys.DCP_MAX_SESSIONS),
                settings.flag(DmIniKeys.DCP_MANUAL_MODE),
                settings.flag(DmIniKeys.DCP_MPP_FLAG),
                settings.flag(DmIniKeys.DCP_STAY_ON_EP),
                Duration.ofSeconds(settings.number(DmIniKeys.DCP_PROBE_PERIOD)),
                Duration.ofSeconds(settings.number(DmIniKeys.DCP_SWITCH_WAIT)),
                settings.number(DmIniKeys.DCP_SWITCH_SESSIONS),
                (long) settings.number(DmIniKeys.DCP_SWITCH_MEMORY) << 20,
                new Limits(
                        Duration.ofSeconds(settings.number(DmIniKeys.DCP_IDLE_IN_TRX_TIMEOUT)),
                        Duration.ofSeconds(settings.number(DmIniKeys.DCP_IDLE_TIMEOUT)),
                        Duration.ofSeconds(settings.number(DmIniKeys.DCP_STATEMENT_TIMEOUT)),
                        Duration.ofSeconds(settings.number(DmIniKeys.DCP_COMMIT_TIMEOUT)),
                        settings.number(DmIniKeys.DCP_MAX_STATEMENT) << 10,
                        Duration.ofSeconds(settings.number(DmIniKeys.DCP_RESULT_HOLD_TIME)),
                        settings.number(DmIniKeys.DCP_RESULT_HOLD_MOST),
                        settings.number(DmIniKeys.DCP_RESULT_READ_AHEAD) << 10,
                        (long) settings.number(DmIniKeys.DCP_RESULT_MEMORY) << 20),
                new Tls(
                        settings.flag(DmIniKeys.DCP_TLS),
                        settings.text(DmIniKeys.DCP_TLS_CERT),
                        settings.text(DmIniKeys.DCP_TLS_KEY),
                        settings.text(DmIniKeys.DCP_TLS_CA)),
                Allowed.Addresses.list(settings.text(DmIniKeys.DCP_PEERS)));
        Watched watched = new Watched(
                settings.flag(DmIniKeys.ARCH_INI),
                settings.number(DmIniKeys.DW_UDP_PORT),
                settings.number(DmIniKeys.INST_UDP_PORT));
        return new DmIni(
                file,
                settings.text(DmIniKeys.INSTANCE_NAME),
                settings.number(DmIniKeys.PORT_NUM),
                settings.flag(DmIniKeys.MAL_INI),
                settings.flag(DmIniKeys.MPP_INI),
                settings.number(DmIniKeys.MAX_EP_SITES),
                Duration.ofSeconds(settings.number(DmIniKeys.MPP_WAIT_TIME)),
                settings.seconds(DmIniKeys.SESSION_KEEPALIVE),
                watched,
                settings.flag(DmIniKeys.ENABLE_DCP_MODE),
                dcp,
                settings.lines(),
                problems.warningsOrThrow());
    }
}
