package io.opendcp.simulator.session;

import io.opendcp.simulator.store.RowChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.h2.engine.SessionLocal;

/**
 * A session's transaction over all the sites it has been to. All sites commit or none: where nothing takes time, they do so
 * one after the other while nothing else runs on the loop; else by {@link Commit}.
 */
final class Transaction {
    /** A point to which statements can be undone: a savepoint at every site there was. */
    record Mark(Map<Site, SessionLocal.Savepoint> savepoints) {}

    private final List<Site> sites = new ArrayList<>();
    private final Map<String, Mark> named = new LinkedHashMap<>();
    private boolean open;

    /** A transaction starts with the first statement that runs in it. */
    void begin() {
        open = true;
    }

    boolean isOpen() {
        return open;
    }

    /** The session will change or lock rows at {@code site}. */
    void visit(Site site) {
        if (!sites.contains(site)) {
            sites.add(site);
        }
    }

    /** Where it has changed or locked rows that others see: all EPs that its commit is about. */
    List<Site> changed() {
        return sites.stream()
                .filter(site -> !site.temporary() && site.h2().hasChanges())
                .toList();
    }

    /** What happens at {@code site} is nothing of this transaction any more. */
    void forget(Site site) {
        sites.remove(site);
    }

    /** EPs other than {@code own} that take part. */
    int others(int own) {
        return (int) sites.stream().filter(site -> site.epno() != own).count();
    }

    Mark mark() {
        Map<Site, SessionLocal.Savepoint> savepoints = new HashMap<>();
        sites.forEach(site -> savepoints.put(site, site.h2().savepoint()));
        return new Mark(savepoints);
    }

    /** Undoes what came after {@code mark}; a site first visited later loses everything. */
    void rollbackTo(Mark mark) {
        for (Site site : List.copyOf(sites)) {
            SessionLocal.Savepoint savepoint = mark.savepoints().get(site);
            if (savepoint == null) {
                site.h2().rollback();
                sites.remove(site);
            } else {
                site.h2().rollbackTo(savepoint);
            }
        }
    }

    void savepoint(String name) {
        named.remove(name);
        named.put(name, mark());
    }

    /** Whether there was such a savepoint; later ones are gone. */
    boolean rollbackToSavepoint(String name) {
        Mark mark = named.get(name);
        if (mark == null) {
            return false;
        }
        rollbackTo(mark);
        boolean after = false;
        for (String other : List.copyOf(named.keySet())) {
            if (after) {
                named.remove(other);
            }
            after |= other.equals(name);
        }
        return true;
    }

    boolean release(String name) {
        return named.remove(name) != null;
    }

    /** Where somebody else has committed what was changed, there is nothing to commit any more. */
    void commit(Cluster cluster) {
        for (Site site : sites) {
            EpStore ep = cluster.ep(site.epno());
            boolean logs = !site.temporary() && site.h2().hasChanges();
            List<RowChange> changes =
                    logs && ep.log().archive() != null ? site.h2().changes() : List.of();
            site.h2().commit();
            if (logs) {
                ep.log().written(new Redo.Committed(Redo.AT_ONCE, changes), () -> {});
            }
        }
        end();
    }

    void rollback() {
        sites.forEach(site -> site.h2().rollback());
        end();
    }

    private void end() {
        sites.clear();
        named.clear();
        open = false;
    }
}
