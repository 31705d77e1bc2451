package io.opendcp.protocol.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.opendcp.protocol.distribution.HashSettings.HighBytes;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.TypeSpec;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ColumnHashTest {
    private static final int[] EPS = {1, 2, 3, 4, 5, 7, 8, 16, 64, 1024};
    private static final Map<String, DmType> TYPES = Map.ofEntries(
            Map.entry("INT", DmType.INTEGER),
            Map.entry("TIMESTAMP(9)", DmType.TIMESTAMP_NANOS),
            Map.entry("TIMESTAMP(9) WITH TIME ZONE", DmType.TIMESTAMP_NANOS_WITH_TIME_ZONE));

    @Test
    void every_vector_of_one_column_gives_its_hash_and_its_eps() {
        List<Map<String, String>> rows = Vectors.read("hash.csv");

        SoftAssertions.assertSoftly(softly -> {
            for (Map<String, String> row : rows) {
                ColumnHash hashing = new ColumnHash(settings(row, HighBytes.SIGNED));
                Hash hash = hashing.of(type(Vectors.field(row, "type")), value(row));
                softly.assertThat(unsigned(hash)).as("%s", row).isEqualTo(Vectors.field(row, "hash"));
                for (int eps : EPS) {
                    softly.assertThat(HashMapping.identity(eps).epno(hash))
                            .as("%s of %s EPs", row, eps)
                            .isEqualTo(Integer.parseInt(Vectors.field(row, "ep_" + eps)));
                }
            }
        });
        assertThat(rows).hasSize(1687);
    }

    @Test
    void the_unsigned_reading_of_high_bytes_gives_the_other_column_of_the_vectors() {
        List<Map<String, String>> rows = Vectors.read("hash.csv").stream()
                .filter(row -> !Vectors.field(row, "hash_unsigned_bytes").isEmpty())
                .toList();

        SoftAssertions.assertSoftly(softly -> {
            for (Map<String, String> row : rows) {
                ColumnHash hashing = new ColumnHash(settings(row, HighBytes.UNSIGNED));
                Hash hash = hashing.of(type(Vectors.field(row, "type")), value(row));
                softly.assertThat(unsigned(hash)).as("%s", row).isEqualTo(Vectors.field(row, "hash_unsigned_bytes"));
            }
        });
        assertThat(rows).hasSizeGreaterThan(700);
    }

    @Test
    void a_modulus_that_counts_as_sure_is_the_same_in_both_readings_of_high_bytes() {
        List<HashMapping> maps =
                IntStream.rangeClosed(1, 520).mapToObj(HashMapping::identity).toList();
        int sure = 0;
        for (Map<String, String> row : Vectors.read("hash.csv")) {
            DmType type = type(Vectors.field(row, "type"));
            if (type.javaClass() != String.class) {
                continue;
            }
            Hash unknown = new ColumnHash(settings(row, HighBytes.UNKNOWN)).of(type, value(row));
            Hash signed = new ColumnHash(settings(row, HighBytes.SIGNED)).of(type, value(row));
            Hash unsigned = new ColumnHash(settings(row, HighBytes.UNSIGNED)).of(type, value(row));
            for (HashMapping map : maps) {
                if (map.sure(unknown)) {
                    sure++;
                    if (map.epno(unsigned) != map.epno(signed)) {
                        fail("%s mod %s", row, map.epnos().size());
                    }
                }
            }
        }
        assertThat(sure).isGreaterThan(100_000);
    }

    @Test
    void composite_keys_add_up_in_any_order() {
        for (Map<String, String> row : Vectors.read("hash-multi.csv")) {
            String[] types = Vectors.field(row, "types").split(";", -1);
            String[] values = Vectors.field(row, "values").split(";", -1);
            List<TableDistribution.Column> columns = new ArrayList<>();
            List<Integer> keys = new ArrayList<>();
            List<@Nullable Object> key = new ArrayList<>();
            for (int i = types.length - 1; i >= 0; i--) {
                columns.add(new TableDistribution.Column("C" + i, new TypeSpec(type(types[i]), 0, 0)));
                keys.add(keys.size());
                key.add(values[i].equals("\\N") ? null : parsed(type(types[i]), values[i]));
            }
            HashSettings settings = HashSettings.uncalibrated(StandardCharsets.UTF_8, true);
            TableDistribution table = TableDistribution.hash(columns, keys, HashMapping.identity(1024));

            Hash hash = table.hash(new ColumnHash(settings), key);

            assertThat(unsigned(hash)).as("%s", row).isEqualTo(Vectors.field(row, "hash"));
            assertThat(HashMapping.identity(7).epno(hash)).isEqualTo(Integer.parseInt(Vectors.field(row, "ep_7")));
        }
    }

    @Test
    void what_the_notes_leave_open_is_not_sure() {
        ColumnHash sensitive = new ColumnHash(HashSettings.uncalibrated(StandardCharsets.UTF_8, true));
        ColumnHash insensitive = new ColumnHash(HashSettings.uncalibrated(StandardCharsets.UTF_8, false));

        assertThat(sensitive.of(DmType.CHAR, "a").sureBits()).isZero();
        assertThat(sensitive.of(DmType.VARCHAR, "a").sureBits()).isEqualTo(32);
        assertThat(sensitive.of(DmType.VARCHAR, "a ").sureBits()).isZero();
        assertThat(insensitive.of(DmType.VARCHAR, "a ").sureBits()).isEqualTo(32);
        assertThat(sensitive.of(DmType.VARCHAR, "  ").sureBits()).isZero();
        assertThat(sensitive.of(DmType.VARCHAR, "").sureBits()).isEqualTo(32);
        assertThat(sensitive.of(DmType.VARCHAR, "武汉市").sureBits()).isEqualTo(8);
        assertThat(insensitive.of(DmType.VARCHAR, "武汉市").sureBits()).isZero();
        assertThat(sensitive.of(DmType.DOUBLE, 0.0).sureBits()).isEqualTo(31);
        assertThat(sensitive.of(DmType.BOOLEAN, true).sureBits()).isZero();
        HashSettings original = new HashSettings(StandardCharsets.UTF_8, true, HighBytes.SIGNED, false);
        assertThat(new ColumnHash(original).of(DmType.VARCHAR, "abc").sureBits())
                .isZero();
        assertThat(new ColumnHash(original).of(DmType.INTEGER, 5).sureBits()).isEqualTo(32);
    }

    private static HashSettings settings(Map<String, String> row, HighBytes highBytes) {
        Charset charset = Charset.forName(Vectors.field(row, "charset"));
        return new HashSettings(charset, Vectors.field(row, "case_sensitive").equals("1"), highBytes, true);
    }

    private static DmType type(String name) {
        DmType known = TYPES.get(name);
        if (known != null) {
            return known;
        }
        for (DmType type : DmType.values()) {
            if (type.sqlName().equals(name)) {
                return type;
            }
        }
        throw new AssertionError("no type " + name);
    }

    private static @Nullable Object value(Map<String, String> row) {
        return Vectors.field(row, "is_null").equals("1")
                ? null
                : parsed(type(Vectors.field(row, "type")), Vectors.field(row, "value"));
    }

    private static Object parsed(DmType type, String text) {
        return switch (type) {
            case TINYINT -> Byte.valueOf(text);
            case SMALLINT -> Short.valueOf(text);
            case INTEGER -> Integer.valueOf(text);
            case BIGINT -> Long.valueOf(text);
            case DECIMAL -> new BigDecimal(text);
            case REAL -> Float.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case DATE -> LocalDate.parse(text);
            case TIME -> LocalTime.parse(text);
            case TIMESTAMP -> LocalDateTime.parse(text.replace(' ', 'T'));
            case BINARY -> HexFormat.of().parseHex(text.substring(2));
            case CHAR, VARCHAR -> text;
            default -> throw new AssertionError("no vectors of " + type);
        };
    }

    private static String unsigned(Hash hash) {
        return Integer.toUnsignedString(hash.value());
    }
}
