package io.opendcp.simulator.dialect;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Words and calls that stand for something the session knows: the hour, the user, the EP. */
final class SessionWords {
    /** With or without an empty pair of parentheses behind them. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("SYSDATE", "CAST(@DM_NOW AS TIMESTAMP(0))"),
            Map.entry("SYSTIMESTAMP", "CAST(@DM_NOW_ZONED AS TIMESTAMP(6) WITH TIME ZONE)"),
            Map.entry("CURRENT_TIMESTAMP", "CAST(@DM_NOW AS TIMESTAMP(6))"),
            Map.entry("LOCALTIMESTAMP", "CAST(@DM_NOW AS TIMESTAMP(6))"),
            Map.entry("CURRENT_DATE", "CAST(@DM_NOW AS DATE)"),
            Map.entry("CURRENT_TIME", "CAST(@DM_NOW AS TIME(6))"),
            Map.entry("LOCALTIME", "CAST(@DM_NOW AS TIME(6))"),
            Map.entry("USER", "CAST(@DM_USER AS VARCHAR(128))"),
            Map.entry("CURRENT_USER", "CAST(@DM_USER AS VARCHAR(128))"),
            Map.entry("SESSION_USER", "CAST(@DM_USER AS VARCHAR(128))"),
            Map.entry("CURRENT_SCHID", "CAST(@DM_SCHEMA_ID AS INT)"),
            Map.entry("PERMANENT_MAGIC", "CAST(@DM_MAGIC AS INT)"),
            Map.entry("@@IDENTITY", "CAST(@DM_IDENTITY AS BIGINT)"));

    /** Only with an empty pair of parentheses behind them. */
    private static final Map<String, String> CALLS = Map.ofEntries(
            Map.entry("NOW", "CAST(@DM_NOW AS TIMESTAMP(6))"),
            Map.entry("GETDATE", "CAST(@DM_NOW AS TIMESTAMP(6))"),
            Map.entry("CURDATE", "CAST(@DM_NOW AS DATE)"),
            Map.entry("CURTIME", "CAST(@DM_NOW AS TIME(6))"),
            Map.entry("UID", "CAST(@DM_USER_ID AS INT)"),
            Map.entry("SESSID", "CAST(@DM_SESSION AS BIGINT)"),
            Map.entry("CURRENT_USERTYPE", "0"),
            Map.entry("SCOPE_IDENTITY", "CAST(@DM_IDENTITY AS BIGINT)"),
            Map.entry("SF_GET_SELF_EP_SEQNO", "CAST(@DM_SELF_EP AS INT)"),
            Map.entry("SF_GET_SESSION_MPP_SELECT_LOCAL", "CAST(@DM_SELECT_LOCAL AS INT)"),
            Map.entry("SF_GET_UNICODE_FLAG", "CAST(@DM_UNICODE AS INT)"),
            Map.entry("SF_GET_CASE_SENSITIVE_FLAG", "CAST(@DM_CASE AS INT)"),
            Map.entry("ID_CODE", "CAST(@DM_BUILD AS VARCHAR(128))"));

    private SessionWords() {}

    /** What stands for the word at the cursor, having moved past it and its parentheses; else null, not moved. */
    static @Nullable String of(String name, Text text) {
        String word = WORDS.get(name);
        boolean empty = text.peek(1).isSymbol("(") && text.peek(2).isSymbol(")");
        if (word != null && isDigits(text)) {
            String digits = text.peek(2).text();
            text.position(text.position() + 4);
            return word.replaceFirst("\\(6\\)", "(" + digits + ")");
        }
        if (word != null && !text.peek(1).isSymbol("(") && !isDefinition(name, text)) {
            text.next();
            return word;
        }
        String call = word != null ? word : CALLS.get(name);
        if (call != null && empty) {
            text.position(text.position() + 3);
            return call;
        }
        return name.equals("SYS_CONTEXT") ? context(text) : null;
    }

    /** {@code CURRENT_TIMESTAMP(3)}. */
    private static boolean isDigits(Text text) {
        return text.peek(1).isSymbol("(")
                && text.peek(2).kind() == Token.Kind.NUMBER
                && text.peek(3).isSymbol(")");
    }

    /** USER is also a word of CREATE USER and the like, and may be an alias. */
    private static boolean isDefinition(String name, Text text) {
        Token before = text.peek(-1);
        return name.equals("USER")
                && (before.is("AS") || before.is("CREATE") || before.is("ALTER") || before.is("DROP"));
    }

    private static @Nullable String context(Text text) {
        boolean fits = text.peek(1).isSymbol("(")
                && text.peek(2).kind() == Token.Kind.STRING
                && text.peek(3).isSymbol(",")
                && text.peek(4).kind() == Token.Kind.STRING
                && text.peek(5).isSymbol(")");
        if (!fits || !text.peek(2).string().equalsIgnoreCase("USERENV")) {
            return null;
        }
        String variable = switch (text.peek(4).string().toUpperCase(java.util.Locale.ROOT)) {
            case "CURRENT_SCHEMA" -> "@DM_SCHEMA";
            case "CURRENT_SCHEMAID" -> "@DM_SCHEMA_ID";
            case "SESSION_USER", "CURRENT_USER" -> "@DM_USER";
            case "SID", "SESSIONID" -> "@DM_SESSION";
            case "INSTANCE_NAME" -> "@DM_INSTANCE";
            default -> "NULL";
        };
        text.position(text.position() + 6);
        return "CAST(" + variable + " AS VARCHAR(256))";
    }
}
