package io.opendcp.proxy.disql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SettingTest {
    private final Settings settings = new Settings();

    /** All of DIsql's 44 are either here or known to be missing. */
    @Test
    void every_variable_of_disql_is_known() {
        assertThat(Setting.values().length + Setting.NOT_SUPPORTED.size()).isEqualTo(44);
        for (Setting setting : Setting.values()) {
            assertThat(Setting.NOT_SUPPORTED).doesNotContain(setting.name());
            assertThat(Setting.named(setting.name())).contains(setting);
            assertThat(setting.value(setting.usual())).isEqualTo(setting.usual());
        }
    }

    @Test
    void names_may_be_cut_short() {
        assertThat(Setting.named("auto")).contains(Setting.AUTOCOMMIT);
        assertThat(Setting.named("autorec")).isEmpty();
        assertThat(Setting.named("pages")).contains(Setting.PAGESIZE);
        assertThat(Setting.named("nothing")).isEmpty();
    }

    @Test
    void values_are_checked() {
        settings.set(Setting.TIMING, "off");
        settings.set(Setting.FEEDBACK, "off");
        settings.set(Setting.DEFINE, "#");
        settings.set(Setting.PAGESIZE, "0");
        settings.set(Setting.COLSEP, "");

        assertThat(settings.on(Setting.TIMING)).isFalse();
        assertThat(settings.number(Setting.FEEDBACK)).isZero();
        assertThat(settings.get(Setting.DEFINE)).isEqualTo("#");
        settings.set(Setting.DEFINE, "on");
        assertThat(settings.get(Setting.DEFINE)).isEqualTo("&");
        assertThatThrownBy(() -> settings.set(Setting.TIMING, "maybe")).hasMessage("not a value of TIMING: maybe");
        assertThatThrownBy(() -> settings.set(Setting.PAGESIZE, "-1")).isInstanceOf(Told.class);
        assertThatThrownBy(() -> settings.set(Setting.PAGESIZE, "99999999999")).isInstanceOf(Told.class);
        assertThatThrownBy(() -> settings.set(Setting.FLOAT_SHOW, "2")).isInstanceOf(Told.class);
        assertThatThrownBy(() -> settings.set(Setting.DEFINE, "ab")).isInstanceOf(Told.class);
    }
}
