package io.opendcp.proxy.disql.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubstitutionTest {
    private final Map<String, String> known = Map.of("A", "x", "1", "one", "名", "value", "B", "$&A\\");
    private final List<String> kept = new ArrayList<>();

    private final Substitution substitution = new Substitution('&', (name, keep) -> {
        if (keep) {
            kept.add(name);
        }
        String value = known.get(name);
        if (value == null) {
            throw new Substitution.NoValue(name);
        }
        return value;
    });

    @Test
    void names_are_replaced_in_any_case_and_in_quotations() {
        assertThat(substitution.inSql("select &a, '&A', \"&1\" from &名"))
                .isEqualTo("select x, 'x', \"one\" from value");
    }

    @Test
    void a_point_ends_a_name() {
        assertThat(substitution.inSql("&a..t &a.b &a.")).isEqualTo("x.t xb x");
    }

    @Test
    void comments_stay_as_they_are() {
        assertThat(substitution.inSql("-- &zz\nselect /* &zz */ &a // &zz"))
                .isEqualTo("-- &zz\nselect /* &zz */ x // &zz");
        assertThat(substitution.inLine("-- &a")).isEqualTo("-- x");
    }

    @Test
    void two_signs_keep_the_value() {
        assertThat(substitution.inSql("&&a &1")).isEqualTo("x one");
        assertThat(kept).containsExactly("A");
    }

    @Test
    void values_are_taken_literally() {
        assertThat(substitution.inSql("&b")).isEqualTo("$&A\\");
    }

    @Test
    void a_sign_without_a_name_is_itself() {
        assertThat(substitution.inSql("select 1 & 2, 'R&', '& b' && (")).isEqualTo("select 1 & 2, 'R&', '& b' && (");
    }

    @Test
    void a_name_without_value_is_told() {
        assertThatThrownBy(() -> substitution.inSql("select &zz"))
                .isInstanceOfSatisfying(
                        Substitution.NoValue.class, e -> assertThat(e.name()).isEqualTo("ZZ"));
    }

    @Test
    void the_sign_can_be_another() {
        assertThat(new Substitution('$', (name, keep) -> "v").inSql("$a &a")).isEqualTo("v &a");
    }
}
