package io.opendcp.proxy.disql;

import io.opendcp.proxy.disql.text.Keyword;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The variables of SET that do something here, with DIsql's names and defaults. Source: DIsql's manual. */
enum Setting {
    AUTOCOMMIT("AUTO[COMMIT]", "OFF", Form.ON_OFF),
    AUTORECONN("AUTORECONN", "ON", Form.ON_OFF),
    CMD_EXEC("CMD_EXEC", "ON", Form.ON_OFF),
    COLSEP("COLSEP", " ", Form.TEXT),
    CONSOLE_PRINT("CONSOLE_PRINT", "ON", Form.ON_OFF),
    DEFINE("DEF[INE]", "&", Form.SIGN),
    ECHO("ECHO", "ON", Form.ON_OFF),
    FEEDBACK("FEED[BACK]", "6", Form.COUNT),
    FLOAT_SHOW("FLOAT_SHOW", "0", Form.NUMBER, 1),
    HEADING("HEA[DING]", "ON", Form.ON_OFF),
    LINESHOW("LINESHOW", "ON", Form.ON_OFF),
    LINESIZE("LIN[ESIZE]", "0", Form.NUMBER, 32767),
    LONG("LONG", "800", Form.NUMBER, 1 << 30),
    NEWPAGE("NEWP[AGE]", "1", Form.NUMBER, 999),
    NULL_SHOW("NULL_SHOW", "ON", Form.ON_OFF),
    PAGESIZE("PAGES[IZE]", "14", Form.NUMBER),
    ROWS("ROWS", "0", Form.NUMBER),
    SERVEROUTPUT("SERVEROUT[PUT]", "OFF", Form.ON_OFF),
    SQLPROMPT("SQLP[ROMPT]", "SQL> ", Form.TEXT),
    SQL_LINESHOW("SQL_LINESHOW", "ON", Form.ON_OFF),
    TIMING("TIMI[NG]", "ON", Form.ON_OFF),
    VERIFY("VER[IFY]", "ON", Form.ON_OFF),
    WRAP("WRA[P]", "ON", Form.ON_OFF);

    /** DIsql's other variables. */
    static final Set<String> NOT_SUPPORTED = Set.of(
            "AUTOTRACE",
            "CHARDEL",
            "CHAR_CODE",
            "CTRL_INFO",
            "CURSOR",
            "DESCRIBE",
            "EXPLAIN_MODE",
            "ISQL_MODE",
            "KEEPDATA",
            "LOBCOMPLETE",
            "LOCAL_CODE",
            "NEST_COMMENT",
            "NULL_ASNULL",
            "PREFIX_STR",
            "READ_ONLY",
            "RETRY_CONN",
            "RETRY_CONN_TIME",
            "SCREENBUFSIZE",
            "SQLCODE",
            "TIME",
            "TRIMSPOOL");

    private enum Form {
        ON_OFF,
        NUMBER,
        /** A number; ON for the default, OFF for 0. */
        COUNT,
        /** One that is no letter or digit; ON for the default, OFF. */
        SIGN,
        TEXT
    }

    private final String notation;
    private final String usual;
    private final Form form;
    private final int most;

    Setting(String notation, String usual, Form form) {
        this(notation, usual, form, Integer.MAX_VALUE);
    }

    /** @param most the largest number that it may be */
    Setting(String notation, String usual, Form form, int most) {
        this.notation = notation;
        this.usual = usual;
        this.form = form;
        this.most = most;
    }

    static Optional<Setting> named(String word) {
        return Stream.of(values())
                .filter(setting -> Keyword.of(setting.notation).matches(word))
                .findFirst();
    }

    /** The default. */
    String usual() {
        return usual;
    }

    /**
     * The typed value as it is kept.
     *
     * @throws Told if this variable cannot have it
     */
    String value(String typed) {
        return form(typed)
                .orElseThrow(
                        () -> new Told("无效的值: SET " + name() + " " + typed, "not a value of " + name() + ": " + typed));
    }

    private Optional<String> form(String typed) {
        Optional<String> onOff = Optional.of(typed.toUpperCase(Locale.ROOT)).filter(Set.of("ON", "OFF")::contains);
        return switch (form) {
            case TEXT -> Optional.of(typed);
            case ON_OFF -> onOff;
            case NUMBER -> number(typed);
            case COUNT -> onOff.map(on -> on.equals("ON") ? usual : "0").or(() -> number(typed));
            case SIGN -> isSign(typed) ? Optional.of(typed) : onOff.map(on -> on.equals("ON") ? usual : "OFF");
        };
    }

    private static boolean isSign(String typed) {
        return typed.length() == 1 && !Character.isLetterOrDigit(typed.charAt(0));
    }

    private Optional<String> number(String typed) {
        try {
            int number = Integer.parseInt(typed);
            return number < 0 || number > most ? Optional.empty() : Optional.of(Integer.toString(number));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
