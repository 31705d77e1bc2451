package io.opendcp.protocol.ini;

import static io.opendcp.protocol.ini.Allowed.addresses;
import static io.opendcp.protocol.ini.Allowed.flag;
import static io.opendcp.protocol.ini.Allowed.numbers;
import static io.opendcp.protocol.ini.Allowed.ports;
import static io.opendcp.protocol.ini.Allowed.text;
import static io.opendcp.protocol.ini.IniKey.optional;
import static io.opendcp.protocol.ini.IniKey.required;

import java.util.List;
import java.util.stream.Stream;

/** What a dm.ini may hold, of an EP and of a DCP. Source: {@code docs/configuration.md}; Manual 3, 3.3, 6.1.2, 6.1.5, 6.2.3. */
public final class DmIniKeys {
    /** Longest name of a file. */
    private static final int FILE = 256;

    public static final IniKey INSTANCE_NAME =
            required("INSTANCE_NAME", text(16), "实例名，集群内唯一", "name of the instance, unique in the cluster");
    public static final IniKey PORT_NUM =
            optional("PORT_NUM", ports(), 5236, "用户端口", "user port: applications connect to it");
    public static final IniKey MAL_INI = optional("MAL_INI", flag(), 0, "是否启用 dmmal.ini", "whether dmmal.ini is read");
    public static final IniKey MPP_INI = optional("MPP_INI", flag(), 0, "是否启用 dmmpp.ctl", "whether dmmpp.ctl is read");
    public static final IniKey MAX_EP_SITES =
            optional("MAX_EP_SITES", numbers(2, 1024), 64, "最大 EP 数", "most EPs of an MPP");
    public static final IniKey MPP_WAIT_TIME = optional(
            "MPP_WAIT_TIME",
            numbers(1, 86400),
            10,
            "跨 EP 锁等待时间(秒)",
            "seconds that a lock held across EPs is waited for");

    public static final IniKey SESSION_KEEPALIVE = optional(
            "SESSION_KEEPALIVE",
            numbers(0, 86_400),
            120,
            "对端无声消失超过此时间(秒)则结束其会话，0 表示从不",
            "seconds for which a client is gone without a word after which its session ends, 0: never");

    public static final IniKey ARCH_INI =
            optional("ARCH_INI", flag(), 0, "是否启用 dmarch.ini", "whether dmarch.ini is read");
    public static final IniKey DW_UDP_PORT = optional(
            "DW_UDP_PORT",
            ports().orZero(),
            0,
            "守护进程的 UDP 端口，0 表示没有",
            "UDP port of the older watcher (MDW_UDP_PORT), 0: none");
    public static final IniKey INST_UDP_PORT = optional(
            "INST_UDP_PORT",
            ports().orZero(),
            0,
            "实例的 UDP 端口，0 表示没有",
            "UDP port on which the instance hears the older watcher, 0: none");
    public static final IniKey DW_PORT = optional(
            "DW_PORT",
            ports().orZero(),
            0,
            "守护进程端口(旧版本兼容)，0 表示没有",
            "port for the watcher of a single instance, 0: none");
    public static final IniKey DW_INACTIVE_INTERVAL = optional(
            "DW_INACTIVE_INTERVAL",
            numbers(0, 1800),
            60,
            "守护进程静默超过此时间(秒)即认为未活动",
            "seconds of silence after which the instance takes its watcher for dead");
    public static final IniKey ALTER_MODE_STATUS = optional(
            "ALTER_MODE_STATUS",
            numbers(0, 2),
            1,
            "是否允许手工修改模式和状态：0 不允许，1 守护进程未活动时允许，2 允许",
            "whether ALTER DATABASE may change mode and status by hand, 0: no, 1: while no watcher is alive, 2: yes");
    public static final IniKey ENABLE_OFFLINE_TS = optional(
            "ENABLE_OFFLINE_TS",
            numbers(0, 2),
            1,
            "是否允许脱机表空间：0 不允许，1 允许，2 备库不允许",
            "whether tablespaces may be taken offline, 0: no, 1: yes, 2: not on a standby");
    public static final IniKey SESS_FREE_IN_SUSPEND = optional(
            "SESS_FREE_IN_SUSPEND",
            numbers(0, 1800),
            60,
            "SUSPEND 状态持续此时间(秒)后断开会话，0 表示不断开",
            "seconds of SUSPEND after which sessions are cut, 0: never");

    public static final IniKey ENABLE_DCP_MODE =
            optional("ENABLE_DCP_MODE", flag(), 0, "是否作为集群代理运行", "whether the server runs as a DCP");
    public static final IniKey DCP_PORT_NUM =
            optional("DCP_PORT_NUM", ports(), 5237, "DCP 管理端口", "management port of the DCP");
    public static final IniKey DCP_CONN_POOL_SIZE = optional(
                    "DCP_CONN_POOL_SIZE",
                    numbers(1, 10000),
                    1000,
                    "DCP 连接池大小",
                    "most connections to EPs that the pool holds, in use or free")
            .changeable();

    public static final IniKey DCP_POOL_USER_LIMIT = optional(
                    "DCP_POOL_USER_LIMIT",
                    numbers(0, 10_000),
                    0,
                    "连接池中一个用户的最大连接数，0 为不限",
                    "most connections of one user that the pool holds, in use or free; 0 for no limit but the pool's")
            .changeable();
    public static final IniKey DCP_POOL_EP_LIMIT = optional(
                    "DCP_POOL_EP_LIMIT",
                    numbers(0, 10_000),
                    0,
                    "连接池中到一个 EP 的最大连接数，0 为不限",
                    "most connections to one EP that the pool holds, in use or free; 0 for no limit but the pool's")
            .changeable();
    public static final IniKey DCP_POOL_IDLE_TIME = optional(
                    "DCP_POOL_IDLE_TIME",
                    numbers(0, 86_400),
                    1800,
                    "连接在池中空闲超过此时间(秒)即关闭，0 为不限",
                    "seconds after which a free connection is closed; 0 for never")
            .changeable();
    public static final IniKey DCP_POOL_LIFE_TIME = optional(
                    "DCP_POOL_LIFE_TIME",
                    numbers(0, 604_800),
                    14_400,
                    "连接建立超过此时间(秒)后不再使用，0 为不限",
                    "seconds after its login from which on a connection is not lent again, but closed; 0 for never")
            .changeable();
    public static final IniKey DCP_POOL_WAIT = optional(
                    "DCP_POOL_WAIT",
                    numbers(0, 3_600_000),
                    10_000,
                    "连接池已满时会话等待连接的时间(毫秒)",
                    "milliseconds that a session waits for a connection when the pool is full")
            .changeable();
    public static final IniKey DCP_POOL_STATEMENTS = optional(
                    "DCP_POOL_STATEMENTS",
                    numbers(0, 10_000),
                    64,
                    "一个连接上保留编译结果的 SQL 文本的最大数目",
                    "most texts that stay compiled on a connection to an EP for whoever runs them next")
            .changeable();
    public static final IniKey DCP_REFRESH_PERIOD = optional(
                    "DCP_REFRESH_PERIOD",
                    numbers(1, 86_400),
                    256,
                    "重新获取 MPP 配置的周期(秒)",
                    "seconds between two readings of the MPP's configuration")
            .changeable();
    public static final IniKey DCP_LOGIN_TIMEOUT = optional(
                    "DCP_LOGIN_TIMEOUT",
                    numbers(1, 1800),
                    15,
                    "登录超时(秒)：客户端完成登录，以及 EP 应答登录",
                    "seconds in which a client must have logged in, and in which an EP must answer a login")
            .changeable();
    public static final IniKey DCP_LOGIN_DELAY = optional(
                    "DCP_LOGIN_DELAY",
                    numbers(0, 60_000),
                    100,
                    "同一地址对同一用户第二次口令错误后的延迟(毫秒)，每次错误加倍，至多16倍，0 为不延迟",
                    "milliseconds after a second wrong password before another of that user is checked from there; doubled by each, up to 16 times; 0: none")
            .changeable();
    public static final IniKey DCP_MAX_SESSIONS = optional(
                    "DCP_MAX_SESSIONS", numbers(1, 150_000), 10_000, "最大会话数", "most client sessions at a time")
            .changeable();
    public static final IniKey DCP_MANUAL_MODE = optional(
            "DCP_MANUAL_MODE", flag(), 0, "是否严格按手册行为运行", "whether the manual's letter rules where we do better");
    public static final IniKey DCP_MPP_FLAG = optional(
            "DCP_MPP_FLAG",
            flag(),
            0,
            "登录 EP 时是否表明自己是 DCP",
            "whether logins to EPs say that they come from a DCP (our own server option)");
    public static final IniKey DCP_STAY_ON_EP = optional(
                    "DCP_STAY_ON_EP",
                    flag(),
                    0,
                    "语句可在任意 EP 执行时，是否停留在会话上次使用的 EP",
                    "whether a statement that any EP may run stays on the session's last EP")
            .changeable();

    public static final IniKey DCP_PROBE_PERIOD = optional(
                    "DCP_PROBE_PERIOD",
                    numbers(0, 86_400),
                    5,
                    "探测 EP 的周期(秒)，0 为不探测",
                    "seconds between two probes of the EPs, which notice a switch that cut no connection; 0 for none")
            .changeable();
    public static final IniKey DCP_SWITCH_WAIT = optional(
                    "DCP_SWITCH_WAIT",
                    numbers(0, 3600),
                    60,
                    "EP 不可用时新事务等待的最长时间(秒)",
                    "seconds that a new transaction waits while its EP cannot be used, for example during a switch")
            .changeable();
    public static final IniKey DCP_SWITCH_SESSIONS = optional(
                    "DCP_SWITCH_SESSIONS",
                    numbers(0, 150_000),
                    10_000,
                    "同时等待 EP 恢复的最大会话数",
                    "most sessions whose new transaction waits for an EP at a time")
            .changeable();
    public static final IniKey DCP_SWITCH_MEMORY = optional(
                    "DCP_SWITCH_MEMORY",
                    numbers(0, 65_536),
                    64,
                    "等待 EP 恢复的请求所占的最大内存(MB)",
                    "most MB of requests that wait for an EP at a time")
            .changeable();

    public static final IniKey DCP_PEERS = optional(
                    "DCP_PEERS",
                    addresses(16),
                    "",
                    "同一 MPP 前其他 DCP 的用户端口",
                    "user ports of other DCPs before the same MPP")
            .changeable();
    public static final IniKey DCP_IDLE_IN_TRX_TIMEOUT = optional(
                    "DCP_IDLE_IN_TRX_TIMEOUT",
                    numbers(0, 86_400),
                    0,
                    "会话在事务中无请求超过此时间(秒)则回滚其事务，0 表示不限",
                    "seconds without a request after which a session's open transaction is rolled back, 0: no limit")
            .changeable();
    public static final IniKey DCP_IDLE_TIMEOUT = optional(
                    "DCP_IDLE_TIMEOUT",
                    numbers(0, 2_592_000),
                    0,
                    "无事务的会话无请求超过此时间(秒)则关闭，0 表示不限",
                    "seconds without a request after which a session without a transaction is closed, 0: no limit")
            .changeable();
    public static final IniKey DCP_STATEMENT_TIMEOUT = optional(
                    "DCP_STATEMENT_TIMEOUT",
                    numbers(0, 86_400),
                    0,
                    "语句自到达起必须得到应答的时间(秒)，超时则被取消，0 表示不限",
                    "seconds from its arrival in which a statement must be answered, else it is cancelled, 0: no limit")
            .changeable();
    public static final IniKey DCP_COMMIT_TIMEOUT = optional(
                    "DCP_COMMIT_TIMEOUT",
                    numbers(0, 86_400),
                    0,
                    "EP 必须应答 COMMIT 或 ROLLBACK 的时间(秒)，超时则断开连接，0 表示不限",
                    "seconds in which an EP must answer a COMMIT or ROLLBACK, else it loses the connection, 0: no limit")
            .changeable();
    public static final IniKey DCP_MAX_STATEMENT = optional(
                    "DCP_MAX_STATEMENT",
                    numbers(0, 524_288),
                    0,
                    "SQL 文本的最大长度(KB)，0 表示不限",
                    "most KB of a statement's text, 0: no limit")
            .changeable();
    public static final IniKey DCP_RESULT_HOLD_TIME = optional(
                    "DCP_RESULT_HOLD_TIME",
                    numbers(0, 86_400),
                    300,
                    "无事务时未取完的结果集保留连接的时间(秒)，0 表示不限",
                    "seconds without a request for which rows left to fetch, or LOBs of no table, keep a connection outside a transaction, 0: no limit")
            .changeable();
    public static final IniKey DCP_RESULT_HOLD_MOST = optional(
                    "DCP_RESULT_HOLD_MOST",
                    numbers(0, 10_000),
                    0,
                    "无事务时因未取完的结果集保留连接的最大会话数，0 表示不限",
                    "most sessions for which rows left to fetch, or LOBs of no table, keep a connection outside a transaction, 0: no limit")
            .changeable();
    public static final IniKey DCP_RESULT_READ_AHEAD = optional(
                    "DCP_RESULT_READ_AHEAD",
                    numbers(32, 65_536).orZero(),
                    256,
                    "无事务时 DCP 为一个会话提前读取的未取完结果集的最大长度(KB)，0 表示不提前读取",
                    "most KB of rows left to fetch that are read ahead for a session outside a transaction, 0: none are")
            .changeable();
    public static final IniKey DCP_RESULT_MEMORY = optional(
                    "DCP_RESULT_MEMORY",
                    numbers(0, 65_536),
                    32,
                    "所有会话提前读取的结果集的最大长度(MB)",
                    "most MB of rows that are read ahead for all sessions together")
            .changeable();

    public static final IniKey DCP_TLS = optional(
            "DCP_TLS",
            flag(),
            0,
            "用户端口和管理端口的登录及其后的通信是否使用 TLS",
            "whether logins and what follows are encrypted by TLS, at both ports");
    public static final IniKey DCP_TLS_CERT = optional(
            "DCP_TLS_CERT",
            text(FILE),
            "server.crt",
            "TLS 证书链文件(PEM)，自己的证书在前",
            "file of the certificate for TLS, in PEM, those that signed it behind it");
    public static final IniKey DCP_TLS_KEY = optional(
            "DCP_TLS_KEY",
            text(FILE),
            "server.key",
            "TLS 私钥文件(PEM，PKCS#8，不加密)",
            "file of the certificate's key, in PEM, PKCS#8, not encrypted");
    public static final IniKey DCP_TLS_CA = optional(
            "DCP_TLS_CA",
            text(FILE).orEmpty(),
            "",
            "签发客户端证书的 CA 证书文件(PEM)，设置后客户端必须有证书",
            "file of the certificates, in PEM, that sign clients' ones, which clients then must have");

    /** What every server has, an EP or a DCP. */
    public static final List<IniKey> SERVER =
            List.of(INSTANCE_NAME, PORT_NUM, MAL_INI, MPP_INI, MAX_EP_SITES, MPP_WAIT_TIME);

    /** What a simulated EP has, and no DM server. */
    public static final List<IniKey> SIMULATED = List.of(SESSION_KEEPALIVE);

    /** What an instance with a standby, or a standby, has. The last five are checked, and nothing here uses them. */
    public static final List<IniKey> WATCHED = List.of(
            ARCH_INI,
            DW_UDP_PORT,
            INST_UDP_PORT,
            DW_PORT,
            DW_INACTIVE_INTERVAL,
            ALTER_MODE_STATUS,
            ENABLE_OFFLINE_TS,
            SESS_FREE_IN_SUSPEND);

    /** What only a DCP has; the first three are DM's, the others ours. */
    public static final List<IniKey> DCP = List.of(
            ENABLE_DCP_MODE,
            DCP_PORT_NUM,
            DCP_CONN_POOL_SIZE,
            DCP_POOL_USER_LIMIT,
            DCP_POOL_EP_LIMIT,
            DCP_POOL_IDLE_TIME,
            DCP_POOL_LIFE_TIME,
            DCP_POOL_WAIT,
            DCP_POOL_STATEMENTS,
            DCP_REFRESH_PERIOD,
            DCP_LOGIN_TIMEOUT,
            DCP_LOGIN_DELAY,
            DCP_MAX_SESSIONS,
            DCP_MANUAL_MODE,
            DCP_MPP_FLAG,
            DCP_STAY_ON_EP,
            DCP_PROBE_PERIOD,
            DCP_SWITCH_WAIT,
            DCP_SWITCH_SESSIONS,
            DCP_SWITCH_MEMORY,
            DCP_IDLE_IN_TRX_TIMEOUT,
            DCP_IDLE_TIMEOUT,
            DCP_STATEMENT_TIMEOUT,
            DCP_COMMIT_TIMEOUT,
            DCP_MAX_STATEMENT,
            DCP_RESULT_HOLD_TIME,
            DCP_RESULT_HOLD_MOST,
            DCP_RESULT_READ_AHEAD,
            DCP_RESULT_MEMORY,
            DCP_TLS,
            DCP_TLS_CERT,
            DCP_TLS_KEY,
            DCP_TLS_CA,
            DCP_PEERS);

    /** All of them. */
    public static final List<IniKey> ALL =
            Stream.of(SERVER, SIMULATED, WATCHED, DCP).flatMap(List::stream).toList();

    private DmIniKeys() {}
}
