package io.opendcp.protocol.type;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.opendcp.protocol.error.Language;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RowIdCodecTest {
    @Test
    void all_vectors_in_both_byte_forms_hold() throws IOException {
        int checked = 0;
        for (String line : vectors()) {
            String[] field = line.split(",", -1);
            int epnoBits = Integer.parseInt(field[4]);
            boolean wideRows = !field[7].equals("48");
            RowId id = new RowId(Integer.parseInt(field[8]), Long.parseLong(field[9]), Long.parseLong(field[10]));

            check(id, new WireFormat(9, StandardCharsets.UTF_8, Language.ENGLISH, epnoBits), field[12], line);
            if (!wideRows) {
                ByteBuf number = Unpooled.buffer().writeLongLE(Long.parseLong(field[11]));
                WireFormat old = new WireFormat(8, StandardCharsets.UTF_8, Language.ENGLISH, epnoBits);
                check(id, old, ByteBufUtil.hexDump(number), line);
            }
            checked++;
        }
        assertThat(checked).isEqualTo(84);
    }

    private static void check(RowId id, WireFormat format, String hex, String line) {
        ByteBuf out = Unpooled.buffer();
        RowIdCodec.write(out, id, format);

        assertThat(ByteBufUtil.hexDump(out)).as(line).isEqualTo(hex);
        assertThat(RowIdCodec.read(out, format)).as(line).isEqualTo(id);
    }

    private static List<String> vectors() throws IOException {
        try (InputStream in = Objects.requireNonNull(RowIdCodecTest.class.getResourceAsStream("/vectors/rowid.csv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .toList();
        }
    }
}
