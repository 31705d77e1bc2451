package io.opendcp.proxy.cluster;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which EPs cannot be used, since when, and why. Told by refreshes and by logins to EPs. Confined to one event loop. */
public final class Troubles {
    private static final Logger LOG = LoggerFactory.getLogger(Troubles.class);

    private final Time time;
    private final Map<Integer, Trouble> known = new TreeMap<>();

    public Troubles(Time time) {
        this.time = time;
    }

    /** The EP cannot be used; if that was known already, it is since then. */
    public void seen(int epno, String instance, DmException error) {
        seen(epno, instance, error, false);
    }

    /** It has refused a statement: it cannot be used until it is reached again, unless logins show otherwise before. */
    public void seenByStatement(int epno, String instance, DmException error) {
        Trouble before = known.get(epno);
        if (before == null || before.ofStatement()) {
            seen(epno, instance, error, true);
        }
    }

    private void seen(int epno, String instance, DmException error, boolean ofStatement) {
        Trouble before = known.get(epno);
        Trouble now = new Trouble(epno, instance, error, before == null ? time.now() : before.since(), ofStatement);
        known.put(epno, now);
        if (before == null || before.error().code() != error.code()) {
            LOG.atWarn()
                    .addKeyValue("epno", epno)
                    .addKeyValue("instance", instance)
                    .addKeyValue("error", error.code())
                    .log("EP cannot be used: " + error.getMessage());
        }
    }

    /** A global login to the EP has succeeded. */
    public void over(int epno) {
        Trouble before = known.remove(epno);
        if (before != null) {
            LOG.atInfo()
                    .addKeyValue("epno", epno)
                    .addKeyValue("instance", before.instance())
                    .addKeyValue(
                            "seconds",
                            Duration.between(before.since(), time.now()).toSeconds())
                    .log("EP can be used again");
        }
    }

    /** A control connection to the EP has been let in, and it is open. */
    void reached(int epno) {
        Trouble before = known.get(epno);
        if (before != null && before.endsWhenReached()) {
            over(epno);
        }
    }

    /** Forgets EPs that are none any more. */
    void keepOnly(List<Ep> eps) {
        known.keySet().removeIf(epno -> eps.stream().noneMatch(ep -> ep.epno() == epno));
    }

    public @Nullable Trouble of(int epno) {
        return known.get(epno);
    }

    /** By EP number. */
    public List<Trouble> all() {
        return List.copyOf(known.values());
    }
}
