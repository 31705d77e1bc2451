package io.opendcp.protocol.sql;

import java.util.List;
import java.util.Set;

/** What a text does, by its first words. */
public enum StatementKind {
    SELECT,
    INSERT,
    UPDATE,
    DELETE,
    MERGE,
    /** A procedure call, with or without CALL. */
    CALL,
    /** An anonymous block, or EXECUTE IMMEDIATE. */
    BLOCK,
    DDL,
    COMMIT,
    ROLLBACK,
    SAVEPOINT,
    SET_SCHEMA,
    SET_TIME_ZONE,
    SET_TRANSACTION,
    /** Any other SET. */
    SET,
    ALTER_SESSION,
    EXPLAIN,
    OTHER;

    /** Most words that tell a kind. */
    static final int WORDS = 5;

    private static final Set<String> DEFINING = Set.of(
            "CREATE",
            "ALTER",
            "DROP",
            "TRUNCATE",
            "RENAME",
            "COMMENT",
            "GRANT",
            "REVOKE",
            "AUDIT",
            "NOAUDIT",
            "PURGE",
            "FLASHBACK",
            "ANALYZE",
            "STAT",
            "REFRESH");
    /** Words that begin statements of no kind of ours: they are not names of procedures. */
    private static final Set<String> OTHERS = Set.of(
            "LOCK",
            "USE",
            "START",
            "DESC",
            "DESCRIBE",
            "SHOW",
            "BACKUP",
            "RESTORE",
            "RECOVER",
            "VALUES",
            "TABLE",
            "ANALYSE",
            "KILL");

    /**
     * @param words the first words in upper case, at most {@link #WORDS}, none if the text has none
     * @param called whether what follows the first word is a bracket, a point, a semicolon or the end
     */
    static StatementKind of(List<String> words, boolean called) {
        if (words.isEmpty()) {
            return OTHER;
        }
        String first = words.get(0);
        String second = words.size() > 1 ? words.get(1) : "";
        String third = words.size() > 2 ? words.get(2) : "";
        return switch (first) {
            case "SELECT" -> SELECT;
            case "INSERT", "REPLACE" -> INSERT;
            case "UPDATE" -> UPDATE;
            case "DELETE" -> DELETE;
            case "MERGE" -> MERGE;
            case "CALL" -> CALL;
            case "EXEC", "EXECUTE" -> second.equals("IMMEDIATE") ? BLOCK : CALL;
            case "BEGIN", "DECLARE" -> BLOCK;
            case "COMMIT" -> COMMIT;
            case "ROLLBACK" -> ROLLBACK;
            case "SAVEPOINT", "RELEASE" -> SAVEPOINT;
            case "SET" -> setting(second, third);
            case "EXPLAIN" -> EXPLAIN;
            case "ALTER" -> altering(second);
            default -> DEFINING.contains(first) ? DDL : called && !OTHERS.contains(first) ? CALL : OTHER;
        };
    }

    private static StatementKind setting(String second, String third) {
        return switch (second) {
            case "SCHEMA" -> SET_SCHEMA;
            case "CURRENT" -> third.equals("SCHEMA") ? SET_SCHEMA : SET;
            case "TIME" -> third.equals("ZONE") ? SET_TIME_ZONE : SET;
            case "TRANSACTION" -> SET_TRANSACTION;
            default -> SET;
        };
    }

    private static StatementKind altering(String second) {
        return switch (second) {
            case "SESSION" -> ALTER_SESSION;
            case "SYSTEM", "DATABASE" -> OTHER;
            default -> DDL;
        };
    }
}
