package io.opendcp.simulator.monitor;

import io.opendcp.simulator.Ep;
import io.opendcp.simulator.SimulatedMpp;
import io.opendcp.simulator.watch.MonitorException;
import java.util.List;
import java.util.Optional;

/** Groups and instances by the names that are typed, in any case: GRP, INST, GRP.INST, {@code GRP INST}, or a number after choose. */
final class Names {
    private final SimulatedMpp mpp;
    private final List<WatchedGroup> groups;
    private List<String> chosen = List.of();

    Names(SimulatedMpp mpp, List<WatchedGroup> groups) {
        this.mpp = mpp;
        this.groups = groups;
    }

    /** From now on a number is one of these, from 1. */
    void chosen(List<String> instances) {
        chosen = List.copyOf(instances);
    }

    /** One group, or all for {@code all}; nothing typed is the only one there is. */
    List<WatchedGroup> groups(String typed) {
        if (typed.equalsIgnoreCase("all")) {
            return groups;
        }
        if (typed.isEmpty()) {
            if (groups.size() != 1) {
                throw new MonitorException(-8456, "未指定组名", "No group is named");
            }
            return groups;
        }
        return List.of(group(typed)
                .orElseThrow(() -> new MonitorException(-8146, "无效的组名: " + typed, "No such group: " + typed)));
    }

    private Optional<WatchedGroup> group(String typed) {
        return groups.stream()
                .filter(group -> group.name().equalsIgnoreCase(typed))
                .findFirst();
    }

    /** All instances of a group. */
    List<String> instances(WatchedGroup group) {
        return group.instances(mpp).stream().map(ep -> ep.spec().instanceName()).toList();
    }

    /** An instance; of a group alone it is the standby. */
    String instance(String typed) {
        if (typed.matches("[0-9]{1,3}") && !chosen.isEmpty()) {
            int number = Integer.parseInt(typed);
            if (number < 1 || number > chosen.size()) {
                throw unknown(typed);
            }
            return chosen.get(number - 1);
        }
        if (typed.isEmpty()) {
            throw new MonitorException(-8455, "未指定实例名", "No instance is named");
        }
        String[] parts = typed.split("[.\\s]+", 2);
        if (parts.length == 2) {
            List<String> there = instances(groups(parts[0]).get(0));
            return there.stream()
                    .filter(name -> name.equalsIgnoreCase(parts[1]))
                    .findFirst()
                    .orElseThrow(() -> unknown(typed));
        }
        Optional<String> byName = mpp.instances().stream()
                .map(ep -> ep.spec().instanceName())
                .filter(name -> name.equalsIgnoreCase(typed))
                .findFirst();
        return byName.or(() -> group(typed).map(this::standby)).orElseThrow(() -> unknown(typed));
    }

    private String standby(WatchedGroup group) {
        return mpp.instances().stream()
                .filter(ep -> ep.spec().epno() == group.epno() && !ep.isCurrent())
                .map(ep -> ep.spec().instanceName())
                .findFirst()
                .orElseThrow(() -> unknown(group.name()));
    }

    Ep ep(String typed) {
        return mpp.ep(instance(typed));
    }

    private static MonitorException unknown(String typed) {
        return new MonitorException(
                -8045, "实例名无效或尚未收到实例消息: " + typed, "Unknown instance, or nothing heard of it yet: " + typed);
    }
}
