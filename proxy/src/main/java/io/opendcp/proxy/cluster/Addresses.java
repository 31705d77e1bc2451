package io.opendcp.proxy.cluster;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where instances are: the listed address at which each answered last, which is remembered for when a standby becomes
 * primary, or an EP is down. Instances are named as their logins name them, not as the list does.
 */
final class Addresses {
    private final Map<String, Instance> of = new HashMap<>();

    /** Forgets addresses that are listed no more. */
    void keepOnly(List<Instance> listed) {
        of.values().removeIf(known -> listed.stream().noneMatch(each -> same(each, known)));
    }

    /**
     * {@code name} answered at these listed addresses, at least one, in the order of the list; of two, the one that is known
     * stays.
     */
    void answered(String name, List<Instance> at) {
        Instance before = of.get(name);
        Instance now = before != null && at.stream().anyMatch(each -> same(each, before)) ? before : at.get(0);
        of.values().removeIf(known -> at.stream().anyMatch(each -> same(each, known))); // others who were there
        of.put(name, now);
    }

    @Nullable
    Instance of(String name) {
        return of.get(name);
    }

    private static boolean same(Instance one, Instance other) {
        return one.port() == other.port() && one.host().equals(other.host());
    }
}
