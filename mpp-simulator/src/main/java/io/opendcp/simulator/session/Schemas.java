package io.opendcp.simulator.session;

import io.opendcp.simulator.catalog.Users;
import io.opendcp.simulator.store.Functions;
import io.opendcp.simulator.store.H2Database;
import io.opendcp.simulator.store.H2Session;
import io.opendcp.simulator.view.SystemViews;

/** What every database has from the start: the users' schemas, SYS, and DM's functions that H2 lacks. */
final class Schemas {
    private Schemas() {}

    /**
     * @param workspace whether it is the workspace: it has the system views as well, and checks no references between
     *     tables, as it seldom holds both sides
     */
    static void install(H2Database database, boolean workspace) {
        H2Session session = database.open(0);
        for (String owner : Users.BUILT_IN) {
            session.run("CREATE SCHEMA \"" + owner + '"');
        }
        Functions.aliases().forEach(session::run);
        session.run("CREATE VIEW SYS.DUAL AS SELECT 'X' DUMMY");
        session.run("CREATE VIEW SYS.SYSDUAL AS SELECT 'X' DUMMY");
        if (workspace) {
            session.run("SET REFERENTIAL_INTEGRITY FALSE");
            SystemViews.all().forEach(view -> session.run(view.definition()));
        }
        session.commit();
        session.close();
    }
}
