package io.opendcp.proxy.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.proxy.pool.EpStatements.EpStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Which texts stay compiled on a connection, and for how long. */
class EpStatementsTest extends PoolOfTwo {
    private final Borrower one = lent("A", 0);
    private final EpStatements statements = held(one).statements();

    private EpStatement compiled(String sql) {
        List<EpStatement> given = new ArrayList<>();
        statements.any(given::add, frame -> frame.release(), () -> {});
        if (given.isEmpty()) {
            eps.get(0).answer(Objects.requireNonNull(eps.get(0).sent()));
        }
        EpStatement statement = given.get(0);
        statement.compiled(new Text(sql));
        return statement;
    }

    private boolean knows(String sql) {
        EpStatement found = statements.compiled(new Text(sql));
        if (found != null) {
            found.giveBack();
        }
        return found != null;
    }

    @Test
    void the_least_recently_used_text_gives_its_handle_up() {
        pool.limits(pool.limits().with("DCP_POOL_STATEMENTS", 2));
        EpStatement first = compiled("A");
        first.giveBack();
        compiled("B").giveBack();
        assertThat(knows("A")).isTrue();
        compiled("C").giveBack();

        assertThat(knows("B")).isFalse();
        assertThat(knows("A")).isTrue();
        assertThat(knows("C")).isTrue();
    }

    @Test
    void one_that_is_in_use_is_not_evicted_and_nobody_else_gets_it() {
        pool.limits(pool.limits().with("DCP_POOL_STATEMENTS", 1));
        EpStatement used = compiled("A");
        compiled("B").giveBack();
        compiled("C").giveBack();

        assertThat(used.holds(new Text("A"))).isTrue();
        assertThat(knows("A")).isFalse();
        used.giveBack();
        assertThat(statements.texts()).isEqualTo(1);
    }

    @Test
    void a_lowered_limit_holds_at_once_and_none_is_a_limit() {
        compiled("A").giveBack();
        compiled("B").giveBack();
        pool.limits(pool.limits().with("DCP_POOL_STATEMENTS", 0));

        assertThat(statements.texts()).isZero();
        compiled("C").giveBack();
        assertThat(knows("C")).isFalse();
    }

    @Test
    void long_texts_count_by_their_length() {
        String half = "x".repeat(1 << 19);
        compiled(half).giveBack();
        compiled(half.replace('x', 'y')).giveBack();
        assertThat(statements.texts()).isEqualTo(2);
        compiled("z").giveBack();
        assertThat(statements.texts()).isEqualTo(2);
        statements.forgetTexts();
        compiled(half).giveBack();
        assertThat(knows(half)).isTrue();
    }

    @Test
    void a_connection_with_too_many_handles_is_closed_when_it_comes_back() {
        List<EpStatement> all = new ArrayList<>();
        for (int i = 0; i <= 1000; i++) {
            all.add(compiled("A" + i));
        }
        all.forEach(EpStatement::giveBack);
        giveBack(one);

        assertThat(held(one).lost()).isTrue();
        assertThat(pool.violations()).isZero();
    }

    @Test
    void handles_that_the_ep_has_freed_do_not_count() {
        for (int i = 0; i <= 1000; i++) {
            compiled("A").gone();
        }
        giveBack(one);

        assertThat(held(one).lost()).isFalse();
    }
}
