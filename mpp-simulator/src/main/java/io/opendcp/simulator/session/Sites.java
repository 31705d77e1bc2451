package io.opendcp.simulator.session;

import io.opendcp.simulator.catalog.TableDef;
import io.opendcp.simulator.store.H2Database;
import io.opendcp.simulator.store.H2Session;
import io.opendcp.simulator.store.LockConflict;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.h2.engine.IsolationLevel;
import org.jspecify.annotations.Nullable;

/** A session's ends in the databases: one per EP, the workspace, and its temporary tables; each opened at first use. */
final class Sites {
    private final EpSession session;
    private final Map<Integer, Site> eps = new LinkedHashMap<>();
    private final Set<TableDef> temporaries = new LinkedHashSet<>();
    /** Those in which this session may have rows. */
    private final Set<TableDef> filled = new LinkedHashSet<>();

    private @Nullable H2Session workspace;
    private @Nullable Site temporary;
    private @Nullable H2Database temporaryDatabase;
    private @Nullable H2Session temporaryDefiner;

    Sites(EpSession session) {
        this.session = session;
    }

    /** The workspace; what is put there is rolled back by whoever put it there. */
    H2Session workspace() {
        H2Session open = workspace;
        if (open == null) {
            open = opened(session.cluster().workspace(), "workspace");
            workspace = open;
        }
        return session.ready(open);
    }

    /** This session's part of an EP's database; part of the transaction from now on. */
    Site ep(int epno) {
        session.running().asks(List.of(epno));
        return visited(epno);
    }

    /** The same for several EPs, which are asked at once. */
    List<Site> eps(Collection<Integer> epnos) {
        session.running().asks(epnos);
        return epnos.stream().map(this::visited).toList();
    }

    private Site visited(int epno) {
        Site site = eps.get(epno);
        if (site == null) {
            session.reach().requireOpen();
            site = new Site(epno, false, opened(session.reach().store(epno).database(), "EP " + epno));
            site.h2().session().setIsolationLevel(level(session.settings().isolation()));
            eps.put(epno, site);
        }
        session.ready(site.h2());
        session.transaction().visit(site);
        return site;
    }

    /**
     * A transaction above READ COMMITTED sees all EPs as they are at its beginning. Which is now, on all of them at once, as
     * nothing else runs on the loop and no commit is half applied; it costs messages like those of a commit, which are counted
     * apart from data.
     */
    void takeSnapshot() {
        if (session.settings().isolation() > Settings.READ_COMMITTED) {
            session.running().beginsStep();
            session.running().reaches(session.reach().visibleEps(false));
            session.reach().visibleEps(false).forEach(epno -> visited(epno).h2().query("SELECT 1"));
        }
    }

    Site own() {
        return ep(session.epno());
    }

    /** Where the rows of a temporary table are; the table is made there if need be. */
    Site temporary(TableDef table) {
        Site site = temporary;
        if (site == null) {
            temporaryDatabase = new H2Database(session.cluster().spec().caseSensitive());
            Schemas.install(temporaryDatabase, false);
            site = new Site(session.epno(), true, opened(temporaryDatabase, "temporary"));
            temporary = site;
            temporaryDefiner = temporaryDatabase.open(0);
        }
        if (temporaryDefiner != null && temporaries.add(table)) {
            temporaryDefiner.run("CREATE SCHEMA IF NOT EXISTS \"" + table.name().schema() + '"');
            table.statements().forEach(temporaryDefiner::run);
        }
        session.ready(site.h2());
        session.transaction().visit(site);
        return site;
    }

    /** The same, to put rows into it. */
    Site filling(TableDef table) {
        filled.add(table);
        return temporary(table);
    }

    /** This session has no rows in it any more. */
    void emptied(TableDef table) {
        filled.remove(table);
    }

    /** The definition changed or is gone: rows of this session go with it. */
    void forgetTemporary(TableDef table) {
        emptied(table);
        if (temporaries.remove(table) && temporaryDefiner != null) {
            temporaryDefiner.run("DROP TABLE " + table.name().sql());
        }
    }

    boolean usesTemporary(TableDef table) {
        return filled.contains(table);
    }

    void beforeCommit() {
        for (TableDef table : temporaries) {
            if (table.deleteOnCommit() && temporary != null) {
                temporary.h2().update("DELETE FROM " + table.name().sql(), List.of());
                temporary.h2().commit();
            }
        }
    }

    /** Tables that are empty at the end of a transaction are. */
    void transactionEnded() {
        filled.removeIf(TableDef::deleteOnCommit);
    }

    void isolation(int level) {
        eps.values().forEach(site -> site.h2().session().setIsolationLevel(level(level)));
    }

    private static IsolationLevel level(int level) {
        return switch (level) {
            case 0 -> IsolationLevel.READ_UNCOMMITTED;
            case 2 -> IsolationLevel.SNAPSHOT;
            case 3 -> IsolationLevel.SERIALIZABLE;
            default -> IsolationLevel.READ_COMMITTED;
        };
    }

    /** The schema changed: names are looked up anew everywhere. */
    void schemaChanged() {
        H2Session open = workspace;
        if (open != null) {
            open.schema(session.schema());
        }
        eps.values().forEach(site -> site.h2().schema(session.schema()));
        if (temporary != null) {
            temporary.h2().schema("SYSDBA");
        }
    }

    /** @param purpose what its RAND is drawn for: no other session's, and no other site's */
    private H2Session opened(H2Database database, String purpose) {
        H2Session h2 = database.open(session.seedFor(purpose));
        SessionVariables.fixed(session, h2);
        h2.schema(database == temporaryDatabase ? "SYSDBA" : session.schema());
        return h2;
    }

    /** The site goes on without the session. */
    void forget(Site site) {
        eps.remove(site.epno(), site);
    }

    /** Whether this session holds what {@code conflict} wants. */
    boolean owns(LockConflict conflict) {
        return eps.values().stream().anyMatch(site -> conflict.isHeldBy(site.h2()));
    }

    /** Whether it has changed or locked rows of the table on any EP. */
    boolean locks(String schema, String table) {
        return eps.values().stream().anyMatch(site -> site.h2().locks(schema, table));
    }

    void close() {
        eps.values().forEach(site -> site.h2().close());
        if (workspace != null) {
            workspace.close();
        }
        if (temporary != null) {
            temporary.h2().close();
        }
        if (temporaryDatabase != null) {
            temporaryDatabase.close();
        }
    }
}
