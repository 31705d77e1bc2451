package io.opendcp.protocol.ini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opendcp.protocol.ini.DmMalIni.MalInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DmMalIniTest {
    private static final String TWO = """
            [mal_inst1]
            mal_inst_name = EP01
            mal_host      = 192.168.0.1
            mal_port      = 5269
            mal_inst_host = 192.168.0.1
            mal_inst_port = 5236

            [mal_inst2]
            mal_inst_name = EP02
            mal_host      = 192.168.0.2
            mal_port      = 5270
            mal_inst_port = 5237
            """;

    private final Path file;

    DmMalIniTest(@TempDir Path dir) {
        file = dir.resolve("dmmal.ini");
    }

    private DmMalIni read(String text) throws IOException {
        return DmMalIni.read(Files.writeString(file, text));
    }

    @Test
    void the_manuals_two_instances_are_read() throws IOException {
        DmMalIni ini = read("MAL_CHECK_INTERVAL = 5\nMAL_CONN_FAIL_INTERVAL = 6\n" + TWO);

        assertThat(ini.checkInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(ini.connFailInterval()).isEqualTo(Duration.ofSeconds(6));
        assertThat(ini.warnings()).isEmpty();
        assertThat(ini.instances())
                .containsExactly(
                        new MalInstance("mal_inst1", 3, "EP01", "192.168.0.1", 5269, "192.168.0.1", 7, 5236, 0, 0),
                        new MalInstance("mal_inst2", 10, "EP02", "192.168.0.2", 5270, "192.168.0.2", 10, 5237, 0, 0));
    }

    @Test
    void names_and_addresses_are_unique() {
        String text = TWO.replace("mal_inst2", "MAL_INST3")
                .replace("EP02", "ep01")
                .replace("192.168.0.2", "192.168.0.1")
                .replace("5270", "5236")
                .replace("5237", "5269");

        assertThatThrownBy(() -> read(text))
                .isInstanceOf(IniException.class)
                .hasMessage(file + ", line 9: mal_inst_name = ep01: MAL_INST_NAME is used already in line 2\n" + file
                        + ", line 11: mal_port = 5236: host:port is used already in line 6\n" + file
                        + ", line 12: mal_inst_port = 5269: host:port is used already in line 4");
    }

    @Test
    void a_section_is_there_once_and_says_all_it_must() {
        String text = TWO.replace("mal_inst2", "MAL_INST1") + "[third]\nMAL_DW_PORT = 80\n";

        assertThatThrownBy(() -> read(text))
                .isInstanceOf(IniException.class)
                .hasMessage(file + ", line 8: [MAL_INST1]: is there already in line 1\n" + file
                        + ", line 13: [third] MAL_INST_NAME: is missing; must be 1 to 128 characters\n" + file
                        + ", line 13: [third] MAL_HOST: is missing; must be 1 to 256 characters\n" + file
                        + ", line 13: [third] MAL_PORT: is missing; must be 1024..65534\n" + file
                        + ", line 13: [third] MAL_INST_PORT: is missing; must be 1024..65534\n" + file
                        + ", line 14: MAL_DW_PORT = 80: must be 0 or 1024..65534");
    }

    @Test
    void there_must_be_an_instance() {
        assertThatThrownBy(() -> read("MAL_CHECK_INTERVAL = 5\n"))
                .isInstanceOf(IniException.class)
                .hasMessage(file + ": has no [NAME] section");
    }

    @Test
    void two_instances_at_one_address_for_clients_are_a_misprint_to_look_at() throws IOException {
        DmMalIni ini = read(TWO.replace("mal_port      = 5270", "mal_port = 5270\nmal_inst_host = 192.168.0.1")
                .replace("5237", "5236"));

        assertThat(ini.instances().get(1).instHostLine()).isEqualTo(12);
        assertThat(ini.warnings())
                .extracting(IniProblem::toString)
                .containsExactly(
                        file + ", line 13: mal_inst_port = 5236: 192.168.0.1:5236 is another instance's already"
                                + " in line 6: one of the two is wrong");
    }

    @Test
    void watchers_have_their_ports_there() throws IOException {
        DmMalIni ini = read(TWO + "MAL_DW_PORT = 5263\nMAL_INST_DW_PORT = 5253\nMAL_LINK_MAGIC = 1\n");

        assertThat(ini.instances().get(1))
                .isEqualTo(new MalInstance(
                        "mal_inst2", 8, "EP02", "192.168.0.2", 5270, "192.168.0.2", 8, 5237, 5263, 5253));
    }

    @Test
    void every_global_has_its_range() throws IOException {
        String lowest = """
                MAL_CHECK_INTERVAL = 0
                MAL_CONN_FAIL_INTERVAL = 2
                MAL_LOGIN_TIMEOUT = 3
                MAL_CHECK_TIMEOUT = 0
                MAL_CHECK_IP = 192.168.0.9
                MAL_BUF_SIZE = 0
                MAL_SYS_BUF_SIZE = 0
                MAL_VPOOL_SIZE = 1
                MAL_COMPRESS_LEVEL = 0
                MAL_TEMP_PATH = /tmp
                MAL_SEND_THRESHOLD = 1024
                MAL_COMBIN_BUF_SIZE = 0
                MAL_MESSAGE_CHECK = 0
                """;
        assertThat(read(lowest + TWO).warnings()).isEmpty();
        String tooHigh = """
                MAL_CHECK_INTERVAL = 1801
                MAL_CONN_FAIL_INTERVAL = 1
                MAL_LOGIN_TIMEOUT = 2
                MAL_CHECK_TIMEOUT = 65536
                MAL_BUF_SIZE = 500001
                MAL_SYS_BUF_SIZE = 500001
                MAL_VPOOL_SIZE = 0
                MAL_COMPRESS_LEVEL = 11
                MAL_SEND_THRESHOLD = 1023
                MAL_COMBIN_BUF_SIZE = 131073
                MAL_MESSAGE_CHECK = 2
                """;

        assertThatThrownBy(() -> read(tooHigh + TWO))
                .isInstanceOf(IniException.class)
                .hasMessageContaining("line 1: MAL_CHECK_INTERVAL = 1801: must be 0..1800\n")
                .hasMessageContaining("line 2: MAL_CONN_FAIL_INTERVAL = 1: must be 2..1800\n")
                .hasMessageContaining("line 3: MAL_LOGIN_TIMEOUT = 2: must be 3..1800\n")
                .hasMessageContaining("line 4: MAL_CHECK_TIMEOUT = 65536: must be 0..65535\n")
                .hasMessageContaining("line 5: MAL_BUF_SIZE = 500001: must be 0..500000\n")
                .hasMessageContaining("line 6: MAL_SYS_BUF_SIZE = 500001: must be 0..500000\n")
                .hasMessageContaining("line 7: MAL_VPOOL_SIZE = 0: must be 1..500000\n")
                .hasMessageContaining("line 8: MAL_COMPRESS_LEVEL = 11: must be 0..10\n")
                .hasMessageContaining("line 9: MAL_SEND_THRESHOLD = 1023: must be 1024..10000\n")
                .hasMessageContaining("line 10: MAL_COMBIN_BUF_SIZE = 131073: must be 0..131072\n")
                .hasMessageContaining("line 11: MAL_MESSAGE_CHECK = 2: must be 0 or 1");
    }
}
