package io.opendcp.protocol.ini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opendcp.protocol.ini.DmMppIni.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DmMppIniTest {
    private static final String TWO = """
            [service_name1]
            mpp_seq_no    = 0
            mpp_inst_name = EP01
            [service_name2]
            mpp_seq_no    = 1
            mpp_inst_name = EP02
            """;

    private final Path file;

    DmMppIniTest(@TempDir Path dir) {
        file = dir.resolve("dmmpp.ini");
    }

    private DmMppIni read(String text) throws IOException {
        return DmMppIni.read(Files.writeString(file, text));
    }

    private void refused(String text, String problem) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IniException.class).hasMessage(file + problem);
    }

    @Test
    void the_manuals_two_eps_are_read() throws IOException {
        DmMppIni ini = read(TWO);

        assertThat(ini.twoPhaseCommit()).isFalse();
        assertThat(ini.items())
                .containsExactly(new Item("service_name1", 1, 0, "EP01"), new Item("service_name2", 4, 1, "EP02"));
        assertThat(read("MPP_2PC_FLAG = 1\n" + TWO).twoPhaseCommit()).isTrue();
    }

    @Test
    void the_heading_of_the_manuals_table_is_taken_for_the_setting() throws IOException {
        DmMppIni ini = read(TWO.replace("mpp_seq_no ", "MPP_SEQNO "));

        assertThat(ini.items()).extracting(Item::seqNo).containsExactly(0, 1);
        assertThat(ini.warnings()).hasSize(2);
    }

    @Test
    void numbers_have_no_gap_and_no_double() {
        refused(TWO.replace("= 1", "= 2"), ", line 5: mpp_seq_no = 2: numbers must be 0..1 without gaps");
        refused(TWO.replace("= 1", "= 0"), ", line 5: mpp_seq_no = 0: MPP_SEQ_NO is used already in line 2");
        refused(TWO.replace("= 1", "= 1024"), ", line 5: mpp_seq_no = 1024: must be 0..1023");
        refused(TWO.replace("= 1", "= -1"), ", line 5: mpp_seq_no = -1: must be 0..1023");
    }

    @Test
    void an_instance_is_one_ep_only() {
        refused(TWO.replace("EP02", "EP01"), ", line 6: mpp_inst_name = EP01: MPP_INST_NAME is used already in line 3");
    }

    @Test
    void a_file_of_another_kind_is_refused() {
        refused(
                "MPP_2PC_FLAG = 2\n",
                ": has no [NAME] section\n" + file + ", line 1: MPP_2PC_FLAG = 2: must be 0 or 1");
    }
}
