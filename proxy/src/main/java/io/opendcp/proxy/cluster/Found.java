package io.opendcp.proxy.cluster;

import io.opendcp.protocol.client.SqlConnection;
import io.opendcp.protocol.login.ServerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An instance that let a refresh in, and what it said. */
final class Found {
    private final SqlConnection control;
    private final List<Instance> at = new ArrayList<>();
    private @Nullable List<Ep> told;

    Found(SqlConnection control) {
        this.control = control;
    }

    /** How names are compared. */
    static String key(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    SqlConnection control() {
        return control;
    }

    ServerState state() {
        return control.connection().login().server();
    }

    String name() {
        return key(state().instance());
    }

    boolean standby() {
        return state().mode() == ServerState.STANDBY;
    }

    /** Whether it may be asked, and used: a standby mirrors an EP, and what is not open may know what was long ago. */
    boolean serves() {
        return Trouble.outOfService(state()) == null;
    }

    /** The listed addresses at which it answered. */
    List<Instance> at() {
        return at;
    }

    /** The EPs that it named; null if it has not answered, or is none of them. */
    @Nullable
    List<Ep> told() {
        return told;
    }

    /** Returns whether it names itself: what it says counts only then. */
    boolean tells(List<Ep> eps) {
        told = eps.stream().anyMatch(ep -> key(ep.name()).equals(name())) ? eps : null;
        return told != null;
    }

    /** Whether the two name the same EPs, or the other one has not answered, and is no standby. */
    boolean agrees(Found other) {
        return !other.standby()
                && (other.told == null || told != null && names(told).equals(names(other.told)));
    }

    /**
     * One whose EPs all of these EPs agree on that could be asked, and of which none is a standby now; of several MPPs one
     * of that of which most answered. Empty if there is none.
     */
    static Optional<Found> agreed(List<Found> all) {
        Found best = null;
        int most = 0;
        for (Found each : all) {
            List<Found> members = each.members(all);
            if (members.size() > most && members.stream().allMatch(each::agrees)) {
                best = each;
                most = members.size();
            }
        }
        return Optional.ofNullable(best);
    }

    /** Two, of which one names the other, and the other does not see it so; empty if there are none. */
    static List<Found> disagreeing(List<Found> all) {
        for (Found each : all) {
            for (Found other : each.members(all)) {
                if (!each.agrees(other)) {
                    return List.of(each, other);
                }
            }
        }
        return List.of();
    }

    /** Those of {@code all} that it names, itself included. */
    private List<Found> members(List<Found> all) {
        List<Ep> eps = told;
        if (eps == null) {
            return List.of();
        }
        Set<String> named = eps.stream().map(ep -> key(ep.name())).collect(Collectors.toSet());
        return all.stream().filter(each -> named.contains(each.name())).toList();
    }

    /** What one answer and another have alike if they mean the same EPs. */
    static Set<String> names(List<Ep> eps) {
        return eps.stream().map(ep -> ep.epno() + " " + key(ep.name())).collect(Collectors.toSet());
    }

    /** What it told; it has. */
    List<Ep> eps() {
        return Objects.requireNonNull(told, "told");
    }
}
