package io.opendcp.protocol.sql;

/** What a piece of SQL text is to the scanner. */
public enum TokenKind {
    SPACE,
    /** From {@code --} or {@code //} to the end of the line, or between slash-star and star-slash (not nested). */
    COMMENT,
    /** A keyword or an unquoted name. */
    WORD,
    /** {@code "name"}. */
    QUOTED_WORD,
    /** {@code 'text'}, {@code N'text'}, {@code q'[text]'}. */
    STRING,
    NUMBER,
    /** {@code 0x00FF}. */
    HEX,
    /** {@code ?}. */
    PARAMETER,
    /** {@code :name} or {@code :1}. */
    NAMED_PARAMETER,
    /** An operator or a punctuation mark. */
    SYMBOL,
    /** A quotation or comment that the text ends in. */
    BROKEN
}
