package io.opendcp.protocol.distribution;

import static io.opendcp.protocol.distribution.Conversion.COMPARED;
import static io.opendcp.protocol.distribution.Conversion.STORED;
import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.RowId;
import io.opendcp.protocol.type.TypeSpec;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

class ConversionTest {
    private static final TypeSpec INT = new TypeSpec(DmType.INTEGER, 4, 0);
    private static final TypeSpec DECIMAL_10_2 = new TypeSpec(DmType.DECIMAL, 10, 2);
    private static final TypeSpec VARCHAR = new TypeSpec(DmType.VARCHAR, 20, 0);
    private static final TypeSpec TIMESTAMP_6 = new TypeSpec(DmType.TIMESTAMP, 8, 6);

    @Test
    void whole_numbers_come_from_every_number_and_from_text() {
        assertThat(STORED.to(INT, 5L)).contains(5);
        assertThat(STORED.to(INT, new BigDecimal("5.00"))).contains(5);
        assertThat(COMPARED.to(INT, 5.0)).contains(5);
        assertThat(COMPARED.to(INT, " 5 ")).contains(5);
        assertThat(STORED.to(new TypeSpec(DmType.SMALLINT, 2, 0), 7)).contains((short) 7);
        assertThat(STORED.to(new TypeSpec(DmType.BIGINT, 8, 0), "-9223372036854775808"))
                .contains(Long.MIN_VALUE);
    }

    @Test
    void what_a_whole_number_column_would_round_or_refuse_is_not_known() {
        assertThat(STORED.to(INT, new BigDecimal("1.5"))).isEmpty();
        assertThat(STORED.to(INT, 2_147_483_648L)).isEmpty();
        assertThat(STORED.to(INT, "five")).isEmpty();
        assertThat(STORED.to(INT, Double.NaN)).isEmpty();
    }

    @Test
    void decimals_are_rounded_when_stored_and_exact_when_compared() {
        assertThat(STORED.to(DECIMAL_10_2, new BigDecimal("1.005"))).contains(new BigDecimal("1.01"));
        assertThat(STORED.to(DECIMAL_10_2, 0.1)).contains(new BigDecimal("0.10"));
        assertThat(COMPARED.to(DECIMAL_10_2, new BigDecimal("1.005"))).isEmpty();
        assertThat(COMPARED.to(DECIMAL_10_2, "1.5")).contains(new BigDecimal("1.50"));
        assertThat(STORED.to(new TypeSpec(DmType.DECIMAL, 0, 0), new BigDecimal("1.005")))
                .contains(new BigDecimal("1.005"));
    }

    @Test
    void huge_exponents_are_not_worked_out() {
        assertThat(STORED.to(DECIMAL_10_2, new BigDecimal("1E+1000000000"))).isEmpty();
        assertThat(STORED.to(INT, "1E+999999999")).isEmpty();
        assertThat(STORED.to(INT, "1".repeat(1_000_000))).isEmpty();
    }

    @Test
    void a_number_is_text_only_when_it_is_stored() {
        assertThat(STORED.to(VARCHAR, 5)).contains("5");
        assertThat(COMPARED.to(VARCHAR, 5)).isEmpty();
        assertThat(STORED.to(VARCHAR, new BigDecimal("5.0"))).isEmpty();
    }

    @Test
    void a_real_column_equals_only_what_it_can_hold() {
        TypeSpec real = new TypeSpec(DmType.REAL, 4, 0);
        assertThat(STORED.to(real, 0.1)).contains(0.1f);
        assertThat(COMPARED.to(real, 0.1)).isEmpty();
        assertThat(COMPARED.to(real, 0.5)).contains(0.5f);
        assertThat(STORED.to(real, 1e300)).isEmpty();
        assertThat(COMPARED.to(new TypeSpec(DmType.DOUBLE, 8, 0), new BigDecimal("0.1")))
                .contains(0.1);
    }

    @Test
    void dates_and_times_come_from_each_other_and_from_their_text() {
        TypeSpec date = new TypeSpec(DmType.DATE, 3, 0);
        LocalDateTime noon = LocalDateTime.of(2024, 1, 2, 12, 0);

        assertThat(STORED.to(date, noon)).contains(LocalDate.of(2024, 1, 2));
        assertThat(COMPARED.to(date, noon)).isEmpty();
        assertThat(COMPARED.to(date, "2024-01-02")).contains(LocalDate.of(2024, 1, 2));
        assertThat(COMPARED.to(TIMESTAMP_6, "2024-01-02 12:00:00")).contains(noon);
        assertThat(COMPARED.to(TIMESTAMP_6, LocalDate.of(2024, 1, 2))).contains(noon.withHour(0));
        assertThat(COMPARED.to(new TypeSpec(DmType.TIME, 5, 0), "12:00:00")).contains(LocalTime.NOON);
        assertThat(COMPARED.to(date, "02-01-2024")).isEmpty();
    }

    @Test
    void digits_of_a_second_that_the_column_does_not_keep_are_not_guessed() {
        LocalDateTime nanos = LocalDateTime.of(2024, 1, 2, 12, 0, 0, 1);

        assertThat(STORED.to(TIMESTAMP_6, nanos)).isEmpty();
        assertThat(STORED.to(new TypeSpec(DmType.TIMESTAMP_NANOS, 9, 9), nanos)).contains(nanos);
        assertThat(STORED.to(new TypeSpec(DmType.TIMESTAMP, 8, 0), nanos.withNano(500_000_000)))
                .isEmpty();
    }

    @Test
    void a_rowid_comes_from_its_text() {
        TypeSpec rowId = new TypeSpec(DmType.ROWID, 12, 0);
        assertThat(COMPARED.to(rowId, "AAABAAAAACAAAAAAAy")).contains(new RowId(1, 2, 50));
        assertThat(COMPARED.to(rowId, "1")).isEmpty();
    }
}
