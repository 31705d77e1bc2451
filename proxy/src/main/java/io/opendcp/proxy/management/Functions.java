package io.opendcp.proxy.management;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What may stand before a parenthesis. H2 has functions that read files, load classes, or take as much memory as they are
 * told; whatever is not listed here is unknown at the management port.
 */
final class Functions {
    private static final Set<String> FUNCTIONS = words("""
            ABS ACOS ADD_MONTHS ASCII ASIN ATAN ATAN2 AVG BITAND BITOR BITXOR BIT_LENGTH CAST CEIL CEILING CHARACTER_LENGTH CHAR_LENGTH
            CHR COALESCE CONCAT CONVERT COS COUNT DATEADD DATEDIFF DATE_TRUNC DAY DAYNAME DAYOFMONTH DAYOFWEEK DAYOFYEAR
            DAY_OF_MONTH DAY_OF_WEEK DAY_OF_YEAR DECODE DEGREES DENSE_RANK EXP EXTRACT FIRST_VALUE FLOOR GREATEST HOUR IFNULL
            INITCAP INSTR LAG LAST_VALUE LCASE LEAD LEAST LEFT LENGTH LISTAGG LN LOCATE LOG LOG10 LOWER LSHIFT LTRIM MAX MEDIAN MIN
            MINUTE MOD MONTH MONTHNAME NTILE NULLIF NVL NVL2 OCTET_LENGTH PI POSITION POWER QUARTER RADIANS RANK REGEXP_LIKE
            REGEXP_REPLACE REGEXP_SUBSTR REPLACE RIGHT ROUND ROW_NUMBER RSHIFT RTRIM SECOND SIGN SIN SQRT STDDEV STDDEV_POP STDDEV_SAMP
            SUBSTR SUBSTRING SUM SYS_CONTEXT TAN TO_CHAR TO_DATE TO_TIMESTAMP TRANSLATE TRIM TRUNC TRUNCATE UCASE UPPER
            VARIANCE VAR_POP VAR_SAMP WEEK YEAR
            SF_CHECK_PRIV_OPT SF_COL_IS_IDX_KEY SF_GET_BUFFER_LEN SF_GET_CLASS_NAME SF_GET_COLUMN_SIZE SF_GET_DATA_TYPE
            SF_GET_DECIMAL_DIGITS SF_GET_DEL_RULE SF_GET_INDEX_KEY_ORDER SF_GET_INDEX_KEY_SEQ SF_GET_OCT_LENGTH
            SF_GET_SYS_PRIV SF_GET_UPD_RULE SF_SEQUENCE_GET_MAX SF_SEQUENCE_GET_MIN SF_SEQ_CURRVAL
            """);

    private static final Set<String> WORDS = words("""
            SELECT DISTINCT ALL TOP FROM JOIN ON USING WHERE AND OR NOT IN EXISTS ANY SOME BETWEEN LIKE ESCAPE CASE WHEN THEN ELSE
            AS BY HAVING UNION EXCEPT INTERSECT MINUS OVER VALUES LIMIT OFFSET GROUP WITHIN
            CHAR CHARACTER VARCHAR VARCHAR2 DECIMAL DEC NUMERIC NUMBER FLOAT TIME TIMESTAMP DATETIME BINARY VARBINARY
            """);

    private static final Set<String> BEFORE_COLUMNS = Set.of("INTO", "WITH");

    private Functions() {}

    private static Set<String> words(String text) {
        return new HashSet<>(List.of(text.strip().split("\\s+")));
    }

    static boolean has(String name) {
        return FUNCTIONS.contains(name);
    }

    /** The name at {@code at}, before a parenthesis: whether it may stand there. */
    static boolean allows(List<Piece> pieces, int at) {
        int first = at;
        while (first > 1 && pieces.get(first - 1).is(".")) {
            first -= 2;
        }
        Piece name = pieces.get(at);
        boolean columns =
                first > 0 && BEFORE_COLUMNS.contains(pieces.get(first - 1).name());
        boolean quoted = name.text().startsWith("\"");
        return columns || FUNCTIONS.contains(name.name()) || !quoted && WORDS.contains(name.name());
    }
}
