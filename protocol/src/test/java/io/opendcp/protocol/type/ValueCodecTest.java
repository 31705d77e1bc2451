package io.opendcp.protocol.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.frame.ProtocolException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ValueCodecTest {
    private static final WireFormat NEW = new WireFormat(11, StandardCharsets.UTF_8, Language.ENGLISH);
    private static final WireFormat OLD = new WireFormat(0, StandardCharsets.UTF_8, Language.ENGLISH);

    /** Bytes that a real driver sent or understood: docs/protocol/statements.md 6. */
    static Stream<Arguments> known() {
        return Stream.of(
                Arguments.of(DmType.DATE, LocalDate.of(2024, 3, 20), "e887a1"),
                Arguments.of(DmType.DATE, LocalDate.of(9999, 12, 31), "0f27fe"),
                Arguments.of(DmType.DATE, LocalDate.of(-4712, 1, 1), "98ed08"),
                Arguments.of(DmType.TIME, LocalTime.of(23, 59, 58, 123_456_000), "77d781c403"),
                Arguments.of(
                        DmType.TIMESTAMP, LocalDateTime.of(2024, 3, 20, 16, 36, 1, 123_456_000), "e887a1900c80c403"),
                Arguments.of(
                        DmType.TIMESTAMP_NANOS,
                        LocalDateTime.of(2024, 3, 20, 16, 36, 1, 123_456_789),
                        "e887a1900c2a9ab70e"),
                Arguments.of(
                        DmType.TIME_WITH_TIME_ZONE,
                        OffsetTime.of(12, 30, 0, 5_000, ZoneOffset.ofHours(8)),
                        "cc030a0000e001"),
                Arguments.of(
                        DmType.TIMESTAMP_WITH_TIME_ZONE,
                        OffsetDateTime.of(2024, 2, 29, 1, 2, 3, 4_000, ZoneOffset.ofHoursMinutes(-5, -30)),
                        "e807e94118080000b6fe"),
                Arguments.of(
                        DmType.TIMESTAMP_NANOS_WITH_TIME_ZONE,
                        OffsetDateTime.of(1999, 12, 31, 23, 59, 59, 999_999_999, ZoneOffset.UTC),
                        "cf07fe77dfff9335770000"),
                Arguments.of(
                        DmType.INTERVAL_DAY_TIME,
                        new DayTimeInterval(1, 2, 3, 4, 567_000, 0x626),
                        "010000000200000003000000" + "04000000d8a6080026060000"),
                Arguments.of(
                        DmType.INTERVAL_YEAR_MONTH, new YearMonthInterval(-1, -2, 0x190), "fffffffffeffffff90010000"),
                Arguments.of(DmType.ROWID, new RowId(63, 0, 630380), "003f00000000000000099e6c"),
                Arguments.of(DmType.INTEGER, Integer.MIN_VALUE, "00000080"),
                Arguments.of(DmType.INTEGER, Integer.MAX_VALUE, "ffffff7f"),
                Arguments.of(DmType.BIGINT, Long.MIN_VALUE, "0000000000000080"),
                Arguments.of(DmType.SMALLINT, Short.MIN_VALUE, "0080"),
                Arguments.of(DmType.TINYINT, Byte.MIN_VALUE, "80"),
                Arguments.of(DmType.BIT, (byte) 1, "01"),
                Arguments.of(DmType.BOOLEAN, true, "01"),
                Arguments.of(DmType.REAL, 1.5f, "0000c03f"),
                Arguments.of(DmType.DOUBLE, -2.0, "00000000000000c0"),
                Arguments.of(DmType.DECIMAL, new BigDecimal("123.45"), "c202182e"),
                Arguments.of(DmType.CHAR, "中 ", "e4b8ad20"),
                Arguments.of(DmType.VARCHAR2, "a", "61"),
                Arguments.of(DmType.VARCHAR, "", ""),
                Arguments.of(DmType.CLOB, "x", "78"),
                Arguments.of(DmType.BLOB, new byte[] {1, -1}, "01ff"),
                Arguments.of(DmType.BINARY, new byte[] {0}, "00"),
                Arguments.of(DmType.VARBINARY, new byte[0], ""));
    }

    @ParameterizedTest
    @MethodSource("known")
    void values_have_the_bytes_of_the_notes(DmType type, Object value, String hex) {
        assertThat(hex(type, value, NEW)).isEqualTo(hex);
        assertThat(read(type, hex, NEW)).isEqualTo(value).isInstanceOf(type.javaClass());
    }

    @ParameterizedTest
    @EnumSource(DmType.class)
    void every_type_has_known_bytes(DmType type) {
        assertThat(known().map(arguments -> arguments.get()[0])).contains(type);
    }

    @ParameterizedTest
    @EnumSource(
            value = DmType.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CHAR", "VARCHAR2", "VARCHAR", "CLOB", "BLOB", "BINARY", "VARBINARY"})
    void values_of_the_wrong_length_are_refused(DmType type) {
        assertThatThrownBy(() -> read(type, "00".repeat(25), NEW)).isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> read(type, "", NEW)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void either_precision_of_a_timestamp_is_read_by_its_length() {
        assertThat(read(DmType.TIMESTAMP, "e887a1900c2a9ab70e", NEW))
                .isEqualTo(LocalDateTime.of(2024, 3, 20, 16, 36, 1, 123_456_789));
        assertThat(read(DmType.TIMESTAMP_NANOS, "e887a1900c80c403", NEW))
                .isEqualTo(LocalDateTime.of(2024, 3, 20, 16, 36, 1, 123_456_000));
    }

    @Test
    void a_driver_without_nanoseconds_gets_microseconds() {
        LocalDateTime value = LocalDateTime.of(2024, 3, 20, 16, 36, 1, 123_456_789);

        assertThat(ValueCodec.carried(DmType.TIMESTAMP_NANOS, OLD)).isEqualTo(DmType.TIMESTAMP);
        assertThat(hex(DmType.TIMESTAMP_NANOS, value, OLD)).isEqualTo("e887a1900c80c403");
        assertThat(ValueCodec.carried(DmType.TIMESTAMP_NANOS_WITH_TIME_ZONE, OLD))
                .isEqualTo(DmType.TIMESTAMP_WITH_TIME_ZONE);
        assertThat(hex(DmType.TIMESTAMP_NANOS_WITH_TIME_ZONE, value.atOffset(ZoneOffset.UTC), OLD))
                .isEqualTo("e887a1900c80c4030000");
    }

    @Test
    void a_driver_without_rowids_gets_a_number() {
        assertThat(ValueCodec.carried(DmType.ROWID, OLD)).isEqualTo(DmType.BIGINT);
        assertThat(hex(DmType.ROWID, new RowId(1, 0, 1), OLD)).isEqualTo("0100000000000004");
    }

    @Test
    void what_is_no_date_is_a_datetime_error() {
        for (String noDate : List.of("e80701", "e8870e", "e807f9")) {
            assertThatThrownBy(() -> read(DmType.DATE, noDate, NEW))
                    .isInstanceOfSatisfying(
                            DmException.class, e -> assertThat(e.code()).isEqualTo(-6118));
        }
        assertThatThrownBy(() -> hex(DmType.DATE, LocalDate.of(10_000, 1, 1), NEW))
                .isInstanceOf(DmException.class);
        assertThatThrownBy(() -> read(DmType.TIME, "ffffffffff", NEW)).isInstanceOf(DmException.class);
        assertThatThrownBy(() -> read(DmType.TIME_WITH_TIME_ZONE, "0000000000ff7f", NEW))
                .isInstanceOf(DmException.class);
    }

    @Test
    void text_is_in_the_databases_character_set() {
        WireFormat chinese = new WireFormat(11, Charset.forName("GB18030"), Language.CHINESE);

        assertThat(hex(DmType.VARCHAR, "中", chinese)).isEqualTo("d6d0");
        assertThat(read(DmType.VARCHAR, "d6d0", chinese)).isEqualTo("中");
    }

    private static String hex(DmType type, Object value, WireFormat format) {
        ByteBuf out = Unpooled.buffer();
        ValueCodec.write(out, type, value, format);
        return ByteBufUtil.hexDump(out);
    }

    private static Object read(DmType type, String hex, WireFormat format) {
        ByteBuf in = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex));
        Object value = ValueCodec.read(in, in.readableBytes(), type, format);
        assertThat(in.isReadable()).isFalse();
        return value;
    }
}
