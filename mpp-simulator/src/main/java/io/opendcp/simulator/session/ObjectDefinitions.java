package io.opendcp.simulator.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.simulator.catalog.Dictionary;
import io.opendcp.simulator.catalog.TableDef;
import io.opendcp.simulator.catalog.ViewDef;
import io.opendcp.simulator.dialect.ConstraintText;
import io.opendcp.simulator.dialect.ObjectName;
import io.opendcp.simulator.dialect.Sql;
import io.opendcp.simulator.dialect.Text;
import io.opendcp.simulator.store.H2Session;
import java.util.ArrayList;
import java.util.List;

/** Views, sequences, schemas, comments. */
final class ObjectDefinitions {
    private ObjectDefinitions() {}

    static void createView(EpSession session, Text text, boolean replace) {
        Dictionary dictionary = session.cluster().dictionary();
        text.accept("FORCE");
        text.expect("VIEW");
        ObjectName name = text.objectName().in(session.schema());
        String columns = text.peek().isSymbol("(") ? ConstraintText.list(ConstraintText.columns(text)) : "";
        text.expect("AS");
        int from = text.position();
        int end = text.tokens().size();
        if (text.has("OPTION") && text.peek(end - from - 1).is("OPTION")) {
            throw DmException.of(ErrorCode.NOT_SUPPORTED, "WITH CHECK OPTION");
        }
        dictionary.requireSchema(name.schema());
        session.compiler().rights().requireCreate("VIEW", name.schema());
        if (dictionary.exists(name) && !(replace && dictionary.view(name) != null)) {
            throw DmException.of(ErrorCode.OBJECT_EXISTS, name.name());
        }
        String source = text.source(from, end);
        Sql query = session.compiler().rewritten(text.sourceInPlace(from));
        if (query.lock() != null) {
            throw DmException.of(ErrorCode.NOT_SUPPORTED, "FOR UPDATE");
        }
        Plan plan = Plan.of(session, session.sites().workspace(), query);
        session.compiler().rights().requireSelect(plan.named());
        boolean onEps = plan.onEps() && plan.needs().stream().noneMatch(need -> isTemporary(dictionary, need.name()));
        String create = "CREATE OR REPLACE VIEW " + name.sql() + columns + " AS " + query.h2();
        ViewDef old = dictionary.view(name);
        if (old != null && old.onEps() && !onEps) {
            session.cluster().eps().values().forEach(ep -> ep.define("DROP VIEW " + name.sql()));
        }
        run(session, onEps, create, old == null ? "DROP VIEW " + name.sql() : "");
        int id = old == null ? dictionary.nextObjectId() : old.id();
        dictionary.put(new ViewDef(name, id, source, onEps));
    }

    /** Names in a view's query mean what they mean in the session's schema. */
    private static void run(EpSession session, boolean onEps, String create, String undo) {
        try {
            inSchema(session, session.schema());
            new Everywhere(session, onEps).run(create, undo);
        } finally {
            inSchema(session, EpStore.SCHEMA);
        }
    }

    private static void inSchema(EpSession session, String schema) {
        session.cluster().definer().schema(schema);
        session.cluster().eps().values().forEach(ep -> ep.schema(schema));
    }

    private static boolean isTemporary(Dictionary dictionary, ObjectName name) {
        TableDef table = dictionary.table(name);
        return table != null && table.temporary();
    }

    static void dropView(EpSession session, Text text) {
        boolean ifExists = text.accept("IF", "EXISTS");
        ObjectName name = text.objectName().in(session.schema());
        ViewDef view = session.cluster().dictionary().view(name);
        if (view == null) {
            if (ifExists) {
                return;
            }
            throw DmException.of(ErrorCode.INVALID_TABLE, name.name());
        }
        session.compiler().rights().requireOwner(name.schema());
        if (text.accept("CASCADE")) {
            dropViewsOn(session, name);
        }
        dropViewNow(session, view);
    }

    private static void dropViewNow(EpSession session, ViewDef view) {
        new Everywhere(session, view.onEps()).run("DROP VIEW " + view.name().sql() + " RESTRICT", "");
        session.cluster().dictionary().users().forget(view.name().sql());
        session.cluster().dictionary().removeView(view.name());
    }

    /** Drops the views that read {@code name}, those that read them first. */
    static void dropViewsOn(EpSession session, ObjectName name) {
        for (ViewDef view : List.copyOf(session.cluster().dictionary().views())) {
            boolean still = session.cluster().dictionary().view(view.name()) != null;
            if (still && !view.name().equals(name) && reads(session, view, name)) {
                dropViewsOn(session, view.name());
                dropViewNow(session, view);
            }
        }
    }

    private static boolean reads(EpSession session, ViewDef view, ObjectName name) {
        H2Session workspace = session.sites().workspace();
        Plan plan = Plan.of(session, workspace, "SELECT * FROM " + view.name().sql(), Text.of(view.text()));
        return plan.needs().stream().anyMatch(need -> need.name().equals(name))
                || Text.of(view.text()).tokens().stream()
                        .anyMatch(token -> token.isName() && token.name().equals(name.name()));
    }

    static void createSequence(EpSession session, Text text) {
        text.expect("SEQUENCE");
        boolean absent = text.accept("IF", "NOT", "EXISTS");
        Dictionary dictionary = session.cluster().dictionary();
        ObjectName name = text.objectName().in(session.schema());
        dictionary.requireSchema(name.schema());
        session.compiler().rights().requireCreate("SEQUENCE", name.schema());
        if (dictionary.exists(name)) {
            if (absent) {
                return;
            }
            throw DmException.of(ErrorCode.OBJECT_EXISTS, name.name());
        }
        StringBuilder options = new StringBuilder();
        while (!text.atEnd()) {
            if (text.accept("GLOBAL") || text.accept("LOCAL") || text.accept("ORDER") || text.accept("NOORDER")) {
                continue;
            }
            options.append(' ').append(text.next().text());
        }
        String made = options.toString()
                .replaceAll("(?i)NOCACHE", "NO CACHE")
                .replaceAll("(?i)NOCYCLE", "NO CYCLE")
                .replaceAll("(?i)NOM(AX|IN)VALUE", "NO M$1VALUE")
                .replaceAll("- (\\d)", "-$1");
        new Everywhere(session, true).run("CREATE SEQUENCE " + name.sql() + made, "DROP SEQUENCE " + name.sql());
        dictionary.addSequence(name);
    }

    static void dropSequence(EpSession session, Text text) {
        boolean ifExists = text.accept("IF", "EXISTS");
        ObjectName name = text.objectName().in(session.schema());
        if (!session.cluster().dictionary().sequences().containsKey(name)) {
            if (ifExists) {
                return;
            }
            throw DmException.of(ErrorCode.INVALID_OBJECT, name.name());
        }
        session.compiler().rights().requireOwner(name.schema());
        new Everywhere(session, true).run("DROP SEQUENCE " + name.sql(), "");
        session.cluster().dictionary().removeSequence(name);
    }

    static void createSchema(EpSession session, Text text) {
        text.expect("SCHEMA");
        Dictionary dictionary = session.cluster().dictionary();
        String name = text.name();
        String owner = text.accept("AUTHORIZATION") ? text.name() : session.user();
        if (!owner.equals(session.user())) {
            session.compiler().rights().requireDba();
        }
        boolean may =
                session.compiler().rights().isDba() || dictionary.users().hasPrivilege(session.user(), "CREATE SCHEMA");
        if (!may) {
            throw DmException.of(ErrorCode.NO_RIGHT);
        }
        dictionary.users().require(owner);
        if (dictionary.schema(name).isPresent()) {
            throw DmException.of(ErrorCode.OBJECT_EXISTS, name);
        }
        addSchema(session, name, owner);
    }

    static void addSchema(EpSession session, String name, String owner) {
        new Everywhere(session, true)
                .run("CREATE SCHEMA " + ObjectName.quote(name), "DROP SCHEMA " + ObjectName.quote(name));
        session.cluster().dictionary().addSchema(name, owner);
    }

    static void dropSchema(EpSession session, Text text) {
        boolean ifExists = text.accept("IF", "EXISTS");
        String name = text.name();
        if (session.cluster().dictionary().schema(name).isEmpty() && ifExists) {
            return;
        }
        session.cluster().dictionary().requireSchema(name);
        session.compiler().rights().requireOwner(name);
        removeSchema(session, name, text.accept("CASCADE"));
    }

    static void removeSchema(EpSession session, String name, boolean cascade) {
        Dictionary dictionary = session.cluster().dictionary();
        if (!cascade && !dictionary.isEmpty(name)) {
            throw DmException.of(ErrorCode.DEPENDED_ON, name);
        }
        dictionary.tables().stream()
                .filter(table -> table.name().schema().equals(name))
                .forEach(table -> TableDefinitions.requireUnused(session, table));
        new Everywhere(session, true)
                .run("DROP SCHEMA " + ObjectName.quote(name) + (cascade ? " CASCADE" : " RESTRICT"), "");
        dictionary.users().forgetSchema(name);
        dictionary.dropSchema(name);
    }

    static void comment(EpSession session, Text text) {
        text.expect("ON");
        boolean column = !text.accept("TABLE") && !text.accept("VIEW");
        if (column) {
            text.expect("COLUMN");
        }
        List<String> parts = new ArrayList<>(List.of(text.name()));
        while (text.accept(".")) {
            parts.add(text.name());
        }
        text.expect("IS");
        String words = text.next().string();
        if (parts.size() == (column ? 2 : 1)) {
            parts.add(0, session.schema());
        }
        ObjectName object = new ObjectName(parts.get(0), parts.get(1));
        if (!session.cluster().dictionary().exists(object)) {
            throw DmException.of(ErrorCode.INVALID_TABLE, object.name());
        }
        session.compiler().rights().requireOwner(object.schema());
        String key = object.sql();
        if (column) {
            TableDef table = Tables.require(session, object);
            key += "."
                    + ObjectName.quote(
                            TableDefinitions.column(table, parts.get(2)).name());
        }
        session.cluster().dictionary().comments().put(key, words);
    }
}
