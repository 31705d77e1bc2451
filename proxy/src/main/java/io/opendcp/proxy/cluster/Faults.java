package io.opendcp.proxy.cluster;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is the matter with the instances that are of no use to a refresh, and what of it is told if it fails. */
final class Faults {
    /** By the instance's name or, as long as it is not known who is there, by the address. */
    private final Map<String, DmException> byPlace = new LinkedHashMap<>();

    private final List<String> unreachable = new ArrayList<>();
    private final List<String> standbys = new ArrayList<>();
    private @Nullable DmException refusal;

    /** One that has let in is not in service. */
    void outOfService(Found one) {
        DmException why = Trouble.outOfService(one.state());
        if (one.standby()) {
            standbys.add(one.state().instance());
        } else if (refusal == null) {
            refusal = why;
        }
        if (why != null) {
            byPlace.put(one.name(), why);
        }
    }

    /**
     * One cannot be reached, does not let in, or does not tell the EPs.
     *
     * @param where its name or address
     */
    void add(String where, DmException error) {
        byPlace.put(where, error);
        if (error.code() == ErrorCode.CANNOT_CONNECT.code()) {
            unreachable.add(where);
        } else if (refusal == null || refusal.code() == ErrorCode.MOUNTED.code()) {
            refusal = Trouble.refuses(error.code()) ? error.toldBy(where) : error;
        }
    }

    /** What is the matter with {@code ep}; null if nothing is known to be. */
    @Nullable
    DmException of(Ep ep) {
        DmException named = byPlace.get(Found.key(ep.name()));
        return named == null ? byPlace.get(ep.host() + ":" + ep.port()) : named;
    }

    /** Names of those that are standbys. */
    List<String> standbys() {
        return List.copyOf(standbys);
    }

    /** An instance that answers and says no tells more than a standby, and that more than those that do not answer. */
    DmException reason() {
        if (refusal != null) {
            return refusal;
        }
        return standbys.isEmpty()
                ? DmException.of(ErrorCode.CANNOT_CONNECT, String.join(", ", unreachable))
                : DmException.of(ErrorCode.NO_PRIMARY, String.join(", ", standbys));
    }
}
