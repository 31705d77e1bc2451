package io.opendcp.simulator.monitor;

import io.opendcp.simulator.watch.DataWatch;
import io.opendcp.simulator.watch.GroupOrders;
import io.opendcp.simulator.watch.MonitorException;
import io.opendcp.simulator.watch.Notice;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** set, detach, attach and open: what is changed in a group without a switch; and check, whether it could be. */
final class GroupCommands {
    private static final Pattern SET =
            Pattern.compile("(?i)set (?:database (?<db>.+?) (?:recover time (?<time>[0-9]{1,9})|(?<arch>arch invalid))"
                    + "|(?<group>\\S+) (?<mode>auto|manual))");
    private static final Pattern OPEN = Pattern.compile("(?i)open database (?<db>(?!force$).+?)(?<force> force)?");
    private static final Pattern CHECK = Pattern.compile("(?i)check (?<what>recover|open) (?<db>.+)");
    private static final Pattern TACH = Pattern.compile("(?i)(?<what>attach|detach) database (?<db>.+)");

    private final Names names;
    private final GroupOrders orders;

    GroupCommands(DataWatch watch, Names names) {
        this.names = names;
        orders = watch.groupOrders();
    }

    /** Whether it is one of them; then it has been done, or a {@link MonitorException} says why not. */
    boolean did(String words) {
        Matcher set = SET.matcher(words);
        Matcher open = OPEN.matcher(words);
        Matcher tach = TACH.matcher(words);
        if (set.matches()) {
            set(set);
        } else if (open.matches()) {
            orders.open(names.instance(open.group("db")), open.group("force") != null);
        } else if (!tach.matches()) {
            return false;
        } else if (tach.group("what").equalsIgnoreCase("attach")) {
            orders.attach(names.instance(tach.group("db")));
        } else {
            orders.detach(names.instance(tach.group("db")));
        }
        return true;
    }

    /** What a check says; null if it is none. A {@link MonitorException} says what is in the way. */
    @Nullable
    Notice checked(String words, Instant now) {
        Matcher check = CHECK.matcher(words);
        if (!check.matches()) {
            return null;
        }
        String instance = names.instance(check.group("db"));
        if (check.group("what").equalsIgnoreCase("open")) {
            orders.requireOpen(instance, false);
            return new Notice(now, "实例" + instance + "满足打开的条件", "Instance " + instance + " can be opened");
        }
        return orders.needsRecovery(instance)
                ? new Notice(now, "备库" + instance + "满足恢复的条件", "Standby " + instance + " can be recovered")
                : new Notice(
                        now,
                        "备库" + instance + "的归档有效，不需要恢复",
                        "Standby " + instance + " has missed nothing, the archive to it is VALID");
    }

    private void set(Matcher set) {
        if (set.group("mode") != null) {
            mode(names.groups(set.group("group")), set.group("mode").equalsIgnoreCase("auto"));
        } else if (set.group("time") != null) {
            orders.recoverTime(names.instance(set.group("db")), Long.parseLong(set.group("time")));
        } else {
            orders.archiveInvalid(names.instance(set.group("db")));
        }
    }

    private void mode(List<WatchedGroup> groups, boolean auto) {
        if (auto && !groups.stream().allMatch(WatchedGroup::confirm)) {
            throw new MonitorException(
                    -16,
                    "非法的参数: 没有确认监视器(MON_DW_CONFIRM=1)，不能自动接管",
                    "Invalid argument: no monitor confirms (MON_DW_CONFIRM=1), nobody would take over");
        }
        groups.forEach(group -> orders.automatic(group.epno(), auto));
    }
}
