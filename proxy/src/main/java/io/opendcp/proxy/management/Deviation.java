package io.opendcp.proxy.management;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Where a DCP does otherwise than the manual says, as long as its settings let it. For V$DCP_DEVIATIONS.
 *
 * @param section of the manual
 * @param switchedOffBy a setting; empty if nothing does
 * @param on whether settings, by name, let it be
 */
record Deviation(
        String name,
        String section,
        String switchedOffBy,
        Predicate<Map<String, String>> on,
        String chinese,
        String english) {
    private static final List<Deviation> ALL = List.of(
            new Deviation(
                    "PASSWORD_PROVED_ANEW",
                    "3.4",
                    "",
                    settings -> true,
                    "缓存连接在 EP 确认口令后 5 秒内才证明口令，之后重新向 EP 验证",
                    "a cached connection proves a password for 5 s after an EP confirmed it; then an EP is asked"),
            new Deviation(
                    "CONNECTIONS_KEPT",
                    "3.2",
                    "DCP_MANUAL_MODE = 1",
                    Deviation::better,
                    "刷新配置时保留未变化的 EP 的空闲连接",
                    "a refresh keeps free connections to EPs that are as they were"),
            new Deviation(
                    "REFRESHED_SOONER",
                    "3.2",
                    "DCP_MANUAL_MODE = 1",
                    Deviation::better,
                    "缺少 EP 时不等到刷新周期即再次读取配置",
                    "while an EP is missing the configuration is read again before the period is over"),
            new Deviation(
                    "PROBED",
                    "3.2",
                    "DCP_PROBE_PERIOD = 0",
                    settings -> better(settings) && is(settings, "DCP_PROBE_PERIOD"),
                    "按 DCP_PROBE_PERIOD 探测 EP，以发现未断开连接的切换",
                    "EPs are probed, which notices a switch that cut no connection"),
            new Deviation(
                    "WAITS_FOR_EP",
                    "6.2",
                    "DCP_SWITCH_WAIT = 0",
                    settings -> is(settings, "DCP_SWITCH_WAIT"),
                    "EP 不可用时新事务等待，而不是立即报错",
                    "a new transaction waits while its EP cannot be used"),
            new Deviation(
                    "ROWS_AFTER_COMMIT",
                    "1",
                    "DCP_MANUAL_MODE = 1",
                    Deviation::better,
                    "事务提交后仍可继续获取未取完的结果集",
                    "the rest of a result set that is being read can be fetched after COMMIT"),
            new Deviation(
                    "STAYS_ON_EP",
                    "3.5",
                    "DCP_STAY_ON_EP = 0",
                    settings -> is(settings, "DCP_STAY_ON_EP"),
                    "任意 EP 均可执行的语句留在会话最近使用的 EP 上，而不是随机选择",
                    "what any EP may run stays on the session's last EP, and is not drawn at random"),
            new Deviation(
                    "TELLS_EPS",
                    "5.1",
                    "DCP_MPP_FLAG = 0",
                    settings -> is(settings, "DCP_MPP_FLAG"),
                    "登录 EP 时以自有的服务器选项说明来自 DCP",
                    "logins to EPs say by a server option of ours that they come from a DCP"));

    private static boolean better(Map<String, String> settings) {
        return !is(settings, "DCP_MANUAL_MODE");
    }

    private static boolean is(Map<String, String> settings, String name) {
        return !"0".equals(settings.get(name));
    }

    /** Those that are on. */
    static List<Deviation> on(List<ParameterRow> parameters) {
        Map<String, String> settings =
                parameters.stream().collect(Collectors.toMap(ParameterRow::name, ParameterRow::value));
        return ALL.stream().filter(each -> each.on.test(settings)).toList();
    }
}
