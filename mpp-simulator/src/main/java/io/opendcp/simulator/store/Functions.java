package io.opendcp.simulator.store;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** DM's functions that H2 lacks, as H2 calls them: pure, NULL in gives NULL out. */
public final class Functions {
    private Functions() {}

    /** The statements that make them known to a database. */
    public static List<String> aliases() {
        return Stream.of(Functions.class, DictionaryFunctions.class)
                .flatMap(home -> names(home).stream()
                        .map(name -> "CREATE ALIAS SYS.\"%s\" DETERMINISTIC FOR '%s.%s'"
                                .formatted(aliasOf(name), home.getName(), name)))
                .toList();
    }

    private static Set<String> names(Class<?> home) {
        return Arrays.stream(home.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Method::getName)
                .filter(name -> !name.equals("aliases"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String aliasOf(String method) {
        return method.replaceAll("([A-Z])", "_$1").toUpperCase(java.util.Locale.ROOT);
    }

    public static @Nullable Integer sfEpOfRowid(int epnoBits, @Nullable Long rowid) {
        if (rowid == null) {
            return null;
        }
        return epnoBits == 0 ? 0 : (int) (rowid >>> (64 - epnoBits));
    }

    public static int isNull(@Nullable Object value) {
        return value == null ? 1 : 0;
    }

    /** LENGTH in characters; H2's own is a BIGINT. */
    public static @Nullable Integer lengthc(@Nullable String text) {
        return text == null ? null : text.codePointCount(0, text.length());
    }

    public static @Nullable Integer lengthb(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8).length;
    }

    public static @Nullable LocalDateTime addDays(@Nullable LocalDateTime date, @Nullable Integer days) {
        return date == null || days == null ? null : date.plusDays(days);
    }

    public static @Nullable LocalDateTime addWeeks(@Nullable LocalDateTime date, @Nullable Integer weeks) {
        return date == null || weeks == null ? null : date.plusWeeks(weeks);
    }

    /** The last day of a month stays the last day. */
    public static @Nullable LocalDateTime addMonths(@Nullable LocalDateTime date, @Nullable Integer months) {
        if (date == null || months == null) {
            return null;
        }
        LocalDateTime later = date.plusMonths(months);
        boolean last = date.getDayOfMonth() == date.toLocalDate().lengthOfMonth();
        return last ? later.with(TemporalAdjusters.lastDayOfMonth()) : later;
    }

    public static @Nullable LocalDate lastDay(@Nullable LocalDate date) {
        return date == null ? null : date.with(TemporalAdjusters.lastDayOfMonth());
    }

    public static @Nullable Long daysBetween(@Nullable LocalDate later, @Nullable LocalDate earlier) {
        return later == null || earlier == null ? null : ChronoUnit.DAYS.between(earlier, later);
    }

    public static @Nullable Long monthsBetween(@Nullable LocalDate later, @Nullable LocalDate earlier) {
        return later == null || earlier == null ? null : ChronoUnit.MONTHS.between(earlier, later);
    }

    public static @Nullable LocalDateTime toDate(@Nullable String text, @Nullable String format) {
        return text == null ? null : DateText.read(text, format == null ? "YYYY-MM-DD HH24:MI:SS" : format);
    }

    public static @Nullable LocalDateTime toTimestamp(@Nullable String text, @Nullable String format) {
        return text == null ? null : DateText.read(text, format == null ? "YYYY-MM-DD HH24:MI:SS.FF6" : format);
    }

    public static java.math.@Nullable BigDecimal toNumber(@Nullable String text) {
        try {
            return text == null ? null : new java.math.BigDecimal(text.strip().replace(",", ""));
        } catch (NumberFormatException e) {
            throw DmException.of(ErrorCode.STRING_CONVERSION);
        }
    }

    public static @Nullable String reverse(@Nullable String text) {
        return text == null ? null : new StringBuilder(text).reverse().toString();
    }

    public static @Nullable String replicate(@Nullable String text, @Nullable Integer times) {
        if (text == null || times == null) {
            return null;
        }
        if (text.length() * (long) Math.max(0, times) > Short.MAX_VALUE) {
            throw DmException.of(ErrorCode.LIMIT, "REPLICATE", Short.MAX_VALUE);
        }
        return text.repeat(Math.max(0, times));
    }

    public static @Nullable String initcap(@Nullable String text) {
        if (text == null) {
            return null;
        }
        StringBuilder out = new StringBuilder();
        boolean inWord = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(inWord ? Character.toLowerCase(c) : Character.toUpperCase(c));
            inWord = Character.isLetterOrDigit(c);
        }
        return out.toString();
    }

    /** INSTR with a fourth argument: where the {@code nth} occurrence at or behind {@code from} begins, from 1; else 0. */
    public static @Nullable Integer instrNth(@Nullable String text, @Nullable String part, int from, int nth) {
        if (text == null || part == null) {
            return null;
        }
        int at = from - 2;
        for (int i = 0; i < nth; i++) {
            at = text.indexOf(part, at + 1);
            if (at < 0) {
                return 0;
            }
        }
        return at + 1;
    }

    public static int nullEqu(@Nullable String left, @Nullable String right) {
        return java.util.Objects.equals(left, right) ? 1 : 0;
    }

    /** A JDBC date of a text, for ISDATE. */
    public static int isdate(@Nullable String text) {
        try {
            return text != null && Date.valueOf(text.strip()) != null ? 1 : 0;
        } catch (IllegalArgumentException no) {
            return 0;
        }
    }
}
