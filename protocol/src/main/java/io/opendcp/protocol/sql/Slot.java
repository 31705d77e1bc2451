package io.opendcp.protocol.sql;

import org.jspecify.annotations.Nullable;

/** What stands in a text where its shape has a {@code ?}. */
public sealed interface Slot {
    /**
     * A literal.
     *
     * @param value a {@code String}, {@code Long}, {@code BigDecimal}, {@code Double}, {@code LocalDate},
     *     {@code LocalTime} or {@code LocalDateTime}; {@code null} for NULL
     */
    record Literal(@Nullable Object value) implements Slot {}

    /**
     * A parameter.
     *
     * @param number counted from 0 in the order of the text; a name that stands twice counts twice
     */
    record Parameter(int number) implements Slot {}

    /** A literal whose value is not known here, such as {@code 0xFF}. */
    record Unread() implements Slot {}
}
