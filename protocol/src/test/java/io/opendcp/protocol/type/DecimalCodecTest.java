package io.opendcp.protocol.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.frame.ProtocolException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalCodecTest {
    /** The table of docs/protocol/statements.md 6.1, whose bytes a real driver sent. */
    @ParameterizedTest
    @CsvSource({
        "0, 80",
        "1, c102",
        "-1, 3e6466",
        "10, c10b",
        "100, c202",
        "123.45, c202182e",
        "-123.45, 3d644e3866",
        "-1234.56, 3d59432d66",
        "-0.001, 405b66",
        "0.01, c002",
        "12.5, c10d33",
        "99, c164",
        "0.0000000001, bc02",
        "12345678901234567890.123456789, ca0d23394f5b0d23394f5b0d23394f5b",
        "99999999999999999999999999999999999999, d364646464646464646464646464646464646464",
        "-99999999999999999999999999999999999999, 2c0202020202020202020202020202020202020266"
    })
    void decimals_have_the_bytes_that_the_driver_sends(BigDecimal value, String hex) {
        assertThat(hex(value)).isEqualTo(hex);
        assertThat(read(ByteBufUtil.decodeHexDump(hex))).isEqualTo(value);
    }

    @Test
    void any_38_digits_come_back_and_bytes_sort_as_values_do() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            BigDecimal one = any(random);
            BigDecimal other = any(random);

            assertThat(read(ByteBufUtil.decodeHexDump(hex(one))))
                    .as("seed %d", seed)
                    .isEqualByComparingTo(one);
            assertThat(Integer.signum(hex(one).compareTo(hex(other))))
                    .as("seed %d: %s and %s", seed, one, other)
                    .isEqualTo(one.compareTo(other));
        }
    }

    @Test
    void more_than_38_digits_are_rounded_half_up() {
        BigDecimal third = new BigDecimal("0.33333333333333333333333333333333333333335");

        assertThat(read(ByteBufUtil.decodeHexDump(hex(third))))
                .isEqualTo(new BigDecimal("0.33333333333333333333333333333333333333"));
    }

    @Test
    void what_is_too_small_is_zero_and_what_is_too_great_is_an_overflow() {
        assertThat(hex(new BigDecimal("1E-2000000000"))).isEqualTo("80");
        assertThat(hex(new BigDecimal("0E+200"))).isEqualTo("80");
        assertThatThrownBy(() -> hex(new BigDecimal("1E+200")))
                .isInstanceOf(DmException.class)
                .hasMessageContaining("overflow");
    }

    @Test
    void a_decimal_of_no_bytes_or_of_too_many_is_refused() {
        assertThatThrownBy(() -> read(new byte[0])).isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> read(new byte[22])).isInstanceOf(ProtocolException.class);
    }

    private static BigDecimal any(Random random) {
        BigInteger digits = new BigInteger(1 + random.nextInt(120), random);
        BigDecimal value = new BigDecimal(digits, random.nextInt(60) - 20);
        return random.nextBoolean() ? value : value.negate();
    }

    private static String hex(BigDecimal value) {
        ByteBuf out = Unpooled.buffer();
        DecimalCodec.write(out, value);
        return ByteBufUtil.hexDump(out);
    }

    private static BigDecimal read(byte[] bytes) {
        ByteBuf in = Unpooled.wrappedBuffer(bytes);
        BigDecimal value = DecimalCodec.read(in, bytes.length);
        assertThat(in.isReadable()).isFalse();
        return value;
    }
}
