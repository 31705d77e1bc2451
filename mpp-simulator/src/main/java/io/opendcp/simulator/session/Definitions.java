package io.opendcp.simulator.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.simulator.dialect.Text;
import io.opendcp.simulator.dialect.Token;

/** Finds out which DDL statement a text is. The parts are read when it runs, when names mean what they mean then. */
final class Definitions {
    private Definitions() {}

    static Compiled compile(EpSession session, String sql, Text text) {
        if (text.peek().is("ALTER") && text.peek(1).is("SESSION")) {
            return Controls.compile(session, sql, text);
        }
        if (text.peek().is("ALTER") && text.peek(1).is("DATABASE")) {
            text.next();
            return DatabaseChange.compile(sql, text);
        }
        String verb = text.name();
        return switch (verb) {
            case "CREATE" -> create(sql, text);
            case "DROP" -> drop(sql, text);
            case "ALTER" -> alter(sql, text);
            case "TRUNCATE" ->
                new Definition(sql, StatementType.TRUNCATE, by -> TableDefinitions.truncate(by, at(sql, 1)));
            case "COMMENT" ->
                new Definition(sql, StatementType.SIMPLE, by -> ObjectDefinitions.comment(by, at(sql, 1)));
            case "GRANT" -> new Definition(sql, StatementType.GRANT, by -> Grants.grant(by, at(sql, 1)));
            case "REVOKE" -> new Definition(sql, StatementType.REVOKE, by -> Grants.revoke(by, at(sql, 1)));
            default -> throw text.syntax();
        };
    }

    /** A fresh reading of the statement, with the cursor behind its first words. */
    private static Text at(String sql, int words) {
        Text text = Text.of(sql);
        text.position(words);
        return text;
    }

    private static Compiled create(String sql, Text text) {
        boolean replace = text.accept("OR", "REPLACE");
        int at = text.position();
        Token what = text.peek();
        return switch (what.isName() ? what.name() : "") {
            case "TABLE", "GLOBAL", "LOCAL", "TEMPORARY", "TEMP" ->
                new Definition(sql, StatementType.CREATE_TABLE, by -> TableDefinitions.create(by, at(sql, at)));
            case "VIEW", "FORCE" ->
                new Definition(
                        sql, StatementType.CREATE_VIEW, by -> ObjectDefinitions.createView(by, at(sql, at), replace));
            case "INDEX", "UNIQUE", "CLUSTER", "NOT" ->
                new Definition(sql, StatementType.CREATE_INDEX, by -> IndexDefinitions.create(by, at(sql, at)));
            case "SEQUENCE" ->
                new Definition(
                        sql, StatementType.CREATE_SEQUENCE, by -> ObjectDefinitions.createSequence(by, at(sql, at)));
            case "SCHEMA" ->
                new Definition(sql, StatementType.CREATE_SCHEMA, by -> ObjectDefinitions.createSchema(by, at(sql, at)));
            case "USER" ->
                new Definition(sql, StatementType.CREATE_USER, by -> UserDefinitions.create(by, at(sql, at), false));
            case "ROLE" ->
                new Definition(sql, StatementType.CREATE_ROLE, by -> UserDefinitions.create(by, at(sql, at), true));
            default -> throw unsupported("CREATE", what);
        };
    }

    private static Compiled drop(String sql, Text text) {
        Token what = text.peek();
        return switch (what.isName() ? what.name() : "") {
            case "TABLE" -> new Definition(sql, StatementType.DROP_TABLE, by -> TableDefinitions.drop(by, at(sql, 2)));
            case "VIEW" ->
                new Definition(sql, StatementType.DROP_VIEW, by -> ObjectDefinitions.dropView(by, at(sql, 2)));
            case "INDEX" -> new Definition(sql, StatementType.DROP_INDEX, by -> IndexDefinitions.drop(by, at(sql, 2)));
            case "SEQUENCE" ->
                new Definition(sql, StatementType.DROP, by -> ObjectDefinitions.dropSequence(by, at(sql, 2)));
            case "SCHEMA" ->
                new Definition(sql, StatementType.DROP, by -> ObjectDefinitions.dropSchema(by, at(sql, 2)));
            case "USER" -> new Definition(sql, StatementType.DROP_USER, by -> UserDefinitions.drop(by, at(sql, 2)));
            case "ROLE" -> new Definition(sql, StatementType.DROP_ROLE, by -> UserDefinitions.dropRole(by, at(sql, 2)));
            default -> throw unsupported("DROP", what);
        };
    }

    private static Compiled alter(String sql, Text text) {
        Token what = text.peek();
        return switch (what.isName() ? what.name() : "") {
            case "TABLE" -> new Definition(sql, StatementType.ALTER_TABLE, by -> TableChanges.alter(by, at(sql, 2)));
            case "USER" -> new Definition(sql, StatementType.ALTER_USER, by -> UserDefinitions.alter(by, at(sql, 2)));
            default -> throw unsupported("ALTER", what);
        };
    }

    private static DmException unsupported(String verb, Token what) {
        return DmException.of(ErrorCode.NOT_SUPPORTED, verb + " " + what.text());
    }
}
