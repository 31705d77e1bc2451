package io.opendcp.protocol.ini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opendcp.protocol.error.Language;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DmCtlCvtTest {
    private static final String INI = """
            MPP_2PC_FLAG  = 0

            [service_name1]
            MPP_SEQ_NO    = 0
            MPP_INST_NAME = EP01

            [service_name2]
            MPP_SEQ_NO    = 1
            MPP_INST_NAME = 实例二
            """;

    private final Path ini;
    private final Path ctl;
    private final Path back;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    DmCtlCvtTest(@TempDir Path dir) {
        ini = dir.resolve("dmmpp.ini");
        ctl = dir.resolve("dmmpp.ctl");
        back = dir.resolve("back.ini");
    }

    @BeforeEach
    void write() throws IOException {
        Files.writeString(ini, INI);
    }

    private int run(String... args) {
        return run(Language.ENGLISH, args);
    }

    private int run(Language language, String... args) {
        return new DmCtlCvt(language).run(new PrintWriter(out), new PrintWriter(err), args);
    }

    @Test
    void the_manuals_arguments_convert_there_and_back() throws IOException {
        assertThat(run("t2c", ini.toString(), ctl.toString())).isZero();
        assertThat(run("c2t", ctl.toString(), back.toString())).isZero();

        assertThat(back).hasContent(INI);
        assertThat(out.toString())
                .isEqualTo("converted: %s -> %s%nconverted: %s -> %s%n".formatted(ini, ctl, ctl, back));
    }

    @Test
    void the_arguments_of_current_dm_convert_there_and_back() throws IOException {
        assertThat(run("TYPE=2", "SRC=" + ini, "DEST=" + ctl)).isZero();
        assertThat(run("dest=" + back, "src=" + ctl, "type=1")).isZero();

        assertThat(back).hasContent(INI);
    }

    @Test
    void the_layout_is_the_documented_one() {
        DmMppIni read = DmMppIni.read(ini);

        assertThat(HexFormat.of().formatHex(DmMppCtl.encode(read)))
                .startsWith("4443504d5043544c" + "0001" + "00" + "0002" + "0000" + "000d736572766963655f6e616d6531"
                        + "0004" + "45503031" + "0001" + "000d");
    }

    @Test
    void no_flipped_bit_and_no_missing_end_goes_unnoticed() {
        byte[] good = DmMppCtl.encode(DmMppIni.read(ini));
        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << (bit % 8));
            assertRefused(bad);
        }
        for (int length = 0; length < good.length; length++) {
            assertRefused(Arrays.copyOf(good, length));
        }
        assertRefused(Arrays.copyOf(good, good.length + 1));
    }

    private void assertRefused(byte[] bytes) {
        assertThatThrownBy(() -> DmMppCtl.decode(ctl, bytes))
                .isInstanceOf(IniException.class)
                .hasMessageStartingWith(ctl + ": is ");
    }

    @Test
    void a_bad_dmmpp_ini_is_not_converted() throws IOException {
        Files.writeString(ini, INI.replace("= 1", "= 7"));

        assertThat(run(Language.CHINESE, "t2c", ini.toString(), ctl.toString())).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("%s 第8行: MPP_SEQ_NO = 7: 序号必须从 0 开始连续，共 2 个%n".formatted(ini));
        assertThat(ctl).doesNotExist();
    }

    @Test
    void files_of_the_wrong_kind_are_refused() {
        assertThat(run("c2t", ini.toString(), back.toString())).isEqualTo(1);
        assertThat(run("t2c", back.toString(), ctl.toString())).isEqualTo(1);

        assertThat(err.toString()).isEqualTo("%s: is no dmmpp.ctl%n%s: there is no such file%n".formatted(ini, back));
    }

    @Test
    void a_ctl_that_breaks_the_rules_of_dmmpp_ini_is_refused() {
        DmMppIni twice = new DmMppIni(
                ini,
                false,
                List.of(new DmMppIni.Item("a", 0, 0, "EP01"), new DmMppIni.Item("b", 0, 0, "EP\n[c]")),
                List.of());

        assertThatThrownBy(() -> DmMppCtl.decode(ctl, DmMppCtl.encode(twice))).isInstanceOf(IniException.class);
    }

    @Test
    void wrong_arguments_get_the_usage() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("TYPE=3", "SRC=a", "DEST=b")).isEqualTo(2);
        assertThat(run("TYPE=1", "SRC=a", "DST=b")).isEqualTo(2);
        assertThat(run("x2y", "a", "b")).isEqualTo(2);
        assertThat(err.toString()).startsWith("usage:").contains("dmctlcvt t2c dmmpp.ini dmmpp.ctl");

        assertThat(run("help")).isZero();
        assertThat(out.toString()).startsWith("usage:");
    }

    @Test
    void it_is_found_by_its_name() {
        assertThat(ToolProvider.findFirst("dmctlcvt")).containsInstanceOf(DmCtlCvt.class);
    }
}
