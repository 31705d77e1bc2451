package io.opendcp.protocol.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opendcp.protocol.type.RowId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowIdLayoutTest {
    @Test
    void every_vector_reads_and_writes_in_all_three_forms() {
        List<Map<String, String>> rows = Vectors.read("rowid.csv");
        for (Map<String, String> row : rows) {
            RowIdLayout layout = RowIdLayout.of(
                    !Vectors.field(row, "mpp_flag").equals("0"),
                    Integer.parseInt(Vectors.field(row, "max_ep_sites")),
                    !Vectors.field(row, "dpc_mode").equals("0"));
            RowId id = new RowId(
                    Integer.parseInt(Vectors.field(row, "epno")),
                    Long.parseLong(Vectors.field(row, "partno")),
                    Long.parseLong(Vectors.field(row, "real_rowid")));
            long packed = Long.parseLong(Vectors.field(row, "long_value"));
            byte[] bytes = HexFormat.of().parseHex(Vectors.field(row, "bytes12_hex"));
            String text = Vectors.field(row, "text18");

            assertThat(layout.epnoBits()).as("%s", row).isEqualTo(number(row, "bits_epno"));
            assertThat(layout.epnoMax()).as("%s", row).isEqualTo(number(row, "max_epno"));
            assertThat(layout.partitionMax()).as("%s", row).isEqualTo(number(row, "max_hpno"));
            assertThat(layout.rowBits()).as("%s", row).isEqualTo(number(row, "bits_real"));
            assertThat(layout.pack(id)).as("%s", row).isEqualTo(packed);
            assertThat(layout.unpack(packed)).as("%s", row).isEqualTo(id);
            assertThat(RowIdLayout.bytes(id)).as("%s", row).isEqualTo(bytes);
            assertThat(RowIdLayout.of(bytes)).as("%s", row).isEqualTo(id);
            assertThat(RowIdLayout.text(id)).as("%s", row).isEqualTo(text);
            assertThat(RowIdLayout.of(text)).as("%s", row).isEqualTo(id);
        }
        assertThat(rows).hasSize(84);
    }

    @Test
    void what_is_no_rowid_is_refused() {
        assertThatThrownBy(() -> RowIdLayout.of("AAAB")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RowIdLayout.of("AAABAAAACAAAAAAAy!")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RowIdLayout.of("/AABAAAACAAAAAAAAy")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RowIdLayout.of(new byte[8])).isInstanceOf(IllegalArgumentException.class);
    }

    private static int number(Map<String, String> row, String name) {
        return Integer.parseInt(Vectors.field(row, name));
    }
}
