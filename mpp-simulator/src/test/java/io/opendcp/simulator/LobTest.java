package io.opendcp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.server.TableLobs;
import io.opendcp.protocol.statement.RowSet;
import io.opendcp.protocol.time.TurnedTime;
import io.opendcp.protocol.type.LobOwner;
import io.opendcp.protocol.type.RowId;
import io.opendcp.protocol.type.TableLob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** LOBs of tables by what their locators tell: who finds them, who may change them, and when they are gone. */
class LobTest {
    private final TurnedTime time = new TurnedTime(Instant.parse("2026-11-23T00:00:00Z"));
    private SimulatedMpp mpp;
    private Client one;
    private Client two;

    /** How a call on LOBs ended, once it has. */
    private static final class Told implements TableLobs.Told {
        private @Nullable TableLob lob;
        private int code;

        @Override
        public void done(TableLob to) {
            lob = to;
        }

        @Override
        public void failed(DmException error) {
            code = error.code();
        }

        boolean isHere() {
            return lob != null || code != 0;
        }

        TableLob lob() {
            assertThat(code).isZero();
            return Objects.requireNonNull(lob);
        }
    }

    @BeforeEach
    void start() {
        mpp = SimulatedMpp.of(MppSpec.ofEps(2), time, 7);
        one = Client.on(mpp, 0);
        two = Client.on(mpp, 1);
        one.run("CREATE TABLE T(K INT PRIMARY KEY, C CLOB, V INT) DISTRIBUTED BY HASH(K)");
        one.run("INSERT INTO T VALUES(0, 'zero', 0), (1, 'one', 0)");
    }

    @AfterEach
    void stop() {
        mpp.close();
    }

    @Test
    void a_lob_is_told_by_table_column_and_row_and_found_on_any_session() {
        TableLob lob = lob(one, "SELECT C FROM T WHERE K = 1");

        assertThat(lob.owner().column()).isEqualTo(1);
        assertThat(lob.owner().row().epno()).isEqualTo(1);
        assertThat(lob.value()).isEqualTo("one");
        for (Client client : new Client[] {one, two}) {
            assertThat(read(client, lob).lob()).isEqualTo(lob);
            assertThat(client.session().inTransaction()).isFalse();
        }
        one.run("UPDATE T SET V = 5");
        assertThat(read(two, lob).lob()).isEqualTo(lob);
        assertThat(lob(one, "SELECT C FROM T WHERE K = 1")).isEqualTo(lob);
    }

    @Test
    void rows_that_are_joined_gathered_or_labelled_have_the_same_lobs() {
        TableLob lob = lob(one, "SELECT C FROM T WHERE K = 1");

        assertThat(lob(one, "SELECT C FROM T ORDER BY K DESC")).isEqualTo(lob);
        assertThat(lob(one, "SELECT A.C AS \"X Y\", B.K FROM T A JOIN T B ON A.K = B.K + 1"))
                .isEqualTo(lob);
        assertThat(lob(one, "SELECT A.C FROM T A LEFT JOIN T B ON B.K = 9 WHERE A.K = 1 FOR UPDATE"))
                .isEqualTo(lob);
        assertThat(one.rows("SELECT B.C FROM T A LEFT JOIN T B ON B.K = 9")
                        .get(0)
                        .get(0))
                .isNull();
        assertThat(one.run("SELECT *, 1 FROM T").resultSets().get(0).columns()).hasSize(4);
    }

    @Test
    void lobs_of_rows_that_are_no_tables_are_values_alone() {
        assertThat(one.value("SELECT CAST('x' AS CLOB)")).isEqualTo("x");
        assertThat(one.value("SELECT C || '!' FROM T WHERE K = 1")).isEqualTo("one!");
        assertThat(one.value("SELECT MAX(V) IS DISTINCT FROM 0 FROM T")).isEqualTo((byte) 0);
        assertThat(one.value("SELECT C FROM (SELECT C FROM T WHERE K = 1) X")).isEqualTo("one");
        assertThat(one.value("SELECT C FROM T WHERE K = 1 UNION ALL SELECT C FROM T WHERE K = 9"))
                .isEqualTo("one");
    }

    @Test
    void what_has_changed_or_gone_is_told_and_nobody_gets_another_rows_data() {
        TableLob changed = lob(one, "SELECT C FROM T WHERE K = 1");
        TableLob gone = lob(one, "SELECT C FROM T WHERE K = 0");

        two.run("UPDATE T SET C = 'other' WHERE K = 1");
        two.run("DELETE FROM T WHERE K = 0");
        two.run("INSERT INTO T VALUES(0, 'zero again', 0)");

        assertThat(read(one, changed).code).isEqualTo(ErrorCode.LOB_GONE.code());
        assertThat(read(one, gone).code).isEqualTo(ErrorCode.LOB_GONE.code());
        assertThat(change(one, changed, true).code).isEqualTo(ErrorCode.LOB_GONE.code());
        assertThat(one.session().inTransaction()).isFalse();
        TableLob invented = new TableLob(
                changed.id(),
                new LobOwner(changed.owner().table(), 0, changed.owner().row()),
                "");
        assertThat(read(one, invented).code).isEqualTo(ErrorCode.LOB_GONE.code());
        TableLob elsewhere = new TableLob(5, new LobOwner(77, 99, new RowId(9, 0, 1)), "");
        assertThat(read(one, elsewhere).code).isEqualTo(ErrorCode.LOB_GONE.code());
    }

    @Test
    void a_change_is_part_of_the_transaction_and_undone_with_it() {
        TableLob lob = lob(one, "SELECT C FROM T WHERE K = 1");

        TableLob changed = change(one, lob, false).lob();

        assertThat(changed.value()).isEqualTo("one!");
        assertThat(changed.id()).isNotEqualTo(lob.id());
        assertThat(one.session().inTransaction()).isTrue();
        assertThat(read(one, changed).lob()).isEqualTo(changed);
        assertThat(read(two, lob).lob()).isEqualTo(lob);
        one.rollback();
        assertThat(read(one, lob).lob()).isEqualTo(lob);

        TableLob again = change(one, lob, false).lob();
        one.commit();
        assertThat(read(two, again).lob().value()).isEqualTo("one!");
        TableLob alone = change(two, again, true).lob();
        assertThat(two.session().inTransaction()).isFalse();
        assertThat(read(one, alone).lob().value()).isEqualTo("one!!");
    }

    @Test
    void a_change_waits_for_the_rows_lock_and_then_sees_what_was_committed() {
        TableLob lob = lob(one, "SELECT C FROM T WHERE K = 1");
        one.manual().run("UPDATE T SET V = 1 WHERE K = 1");

        Told waiting = change(two, lob, true);
        assertThat(waiting.isHere()).isFalse();
        one.commit();
        time.turn(Duration.ZERO);
        assertThat(waiting.lob().value()).isEqualTo("one!");

        one.run("UPDATE T SET C = 'two' WHERE K = 1");
        Told late = change(two, waiting.lob(), true);
        one.commit();
        time.turn(Duration.ZERO);
        assertThat(late.code).isEqualTo(ErrorCode.LOB_GONE.code());

        one.run("UPDATE T SET V = 2 WHERE K = 1");
        Told tired = change(two, lob(two, "SELECT C FROM T WHERE K = 1"), true);
        time.turn(Duration.ofHours(1));
        assertThat(tired.code).isNotZero().isNotEqualTo(ErrorCode.LOB_GONE.code());
    }

    @Test
    void reading_and_changing_want_the_rights_that_queries_and_updates_want() {
        one.run("CREATE USER APP IDENTIFIED BY \"Password1\"");
        Client app = new Client(mpp.ep(0).login(LoginDetails.of("APP", "Password1")));
        TableLob lob = lob(one, "SELECT C FROM T WHERE K = 1");

        assertThat(read(app, lob).code).isEqualTo(ErrorCode.NO_SELECT_RIGHT.code());
        one.run("GRANT SELECT ON T TO APP");
        assertThat(read(app, lob).lob()).isEqualTo(lob);
        assertThat(change(app, lob, true).code).isEqualTo(ErrorCode.NO_UPDATE_RIGHT.code());
        one.run("GRANT UPDATE ON T TO APP");
        app.run("SP_SET_SESSION_READONLY(1)");
        assertThat(change(app, lob, true).code).isEqualTo(ErrorCode.READ_ONLY_TRANSACTION.code());
        app.run("SP_SET_SESSION_READONLY(0)");
        assertThat(change(app, lob, true).lob().value()).isEqualTo("one!");
    }

    @Test
    void all_copies_of_a_row_change_alike() {
        one.run("CREATE TABLE F(K INT PRIMARY KEY, C CLOB) DISTRIBUTED FULLY");
        one.run("INSERT INTO F VALUES(1, 'everywhere')");
        TableLob here = lob(one, "SELECT C FROM F");
        TableLob there = lob(two, "SELECT C FROM F");
        assertThat(here.owner().row().epno()).isZero();
        assertThat(there.owner().row().epno()).isEqualTo(1);

        change(one, here, true).lob();

        assertThat(lob(one, "SELECT C FROM F").value()).isEqualTo("everywhere!");
        assertThat(lob(two, "SELECT C FROM F").value()).isEqualTo("everywhere!");
        assertThat(Client.localOn(mpp, 1).value("SELECT C FROM F")).isInstanceOf(TableLob.class);
    }

    @Test
    void a_local_session_finds_its_own_rows_and_temporary_tables_are_the_sessions() {
        TableLob far = lob(one, "SELECT C FROM T WHERE K = 1");
        Client local = Client.localOn(mpp, 0);
        assertThat(read(local, far).code).isEqualTo(ErrorCode.LOB_GONE.code());
        assertThat(read(local, lob(one, "SELECT C FROM T WHERE K = 0")).lob().value())
                .isEqualTo("zero");

        one.run("CREATE GLOBAL TEMPORARY TABLE G(K INT, C CLOB) ON COMMIT PRESERVE ROWS");
        one.run("INSERT INTO G VALUES(1, 'mine')");
        TableLob mine = lob(one, "SELECT C FROM G");
        assertThat(change(one, mine, true).lob().value()).isEqualTo("mine!");
        assertThat(lob(one, "SELECT C FROM G").value()).isEqualTo("mine!");
        assertThat(read(two, mine).code).isEqualTo(ErrorCode.LOB_GONE.code());
    }

    @Test
    void a_table_that_is_dropped_takes_its_lobs_along() {
        TableLob lob = lob(one, "SELECT C FROM T WHERE K = 1");

        one.run("DROP TABLE T");
        one.run("CREATE TABLE T(K INT PRIMARY KEY, C CLOB, V INT) DISTRIBUTED BY HASH(K)");
        one.run("INSERT INTO T VALUES(1, 'one', 0)");

        assertThat(read(one, lob).code).isEqualTo(ErrorCode.LOB_GONE.code());
    }

    @Test
    void a_lob_on_another_ep_takes_the_way_there_and_back() {
        mpp.close();
        MalSpec slow = MalSpec.INSTANT.withLatency(Duration.ofMillis(5), Duration.ofMillis(5));
        mpp = SimulatedMpp.of(MppSpec.ofEps(2).withMal(slow), time, 7);
        Client client = Client.on(mpp, 0);
        after(client.start("CREATE TABLE T(K INT PRIMARY KEY, C CLOB) DISTRIBUTED BY HASH(K)"));
        after(client.start("INSERT INTO T VALUES(0, 'near'), (1, 'far')"));
        TableLob near = (TableLob) Objects.requireNonNull(after(client.start("SELECT C FROM T WHERE K = 0")));
        TableLob far = (TableLob) Objects.requireNonNull(after(client.start("SELECT C FROM T WHERE K = 1")));

        assertThat(read(client, near).isHere()).isTrue();
        Told told = read(client, far);
        assertThat(told.isHere()).isFalse();
        time.turn(Duration.ofMillis(10));
        assertThat(told.lob()).isEqualTo(far);
        Told changed = change(client, far, true);
        time.turn(Duration.ofSeconds(1));
        assertThat(changed.lob().value()).isEqualTo("far!");
        assertThat(client.session().inTransaction()).isFalse();
    }

    private @Nullable Object after(Client.Answer answer) {
        time.turn(Duration.ofSeconds(1));
        List<RowSet> sets = answer.outcome().resultSets();
        return sets.isEmpty() ? null : sets.get(0).rows().get(0)[0];
    }

    private static TableLob lob(Client client, String query) {
        return (TableLob) Objects.requireNonNull(client.value(query));
    }

    private static Told read(Client client, TableLob lob) {
        Told told = new Told();
        client.session().lobs().read(lob.owner(), lob.id(), told);
        return told;
    }

    private static Object longer(Object old) {
        return old + "!";
    }

    private static Told change(Client client, TableLob lob, boolean autoCommit) {
        Told told = new Told();
        client.session().lobs().change(lob.owner(), lob.id(), LobTest::longer, autoCommit, told);
        return told;
    }
}
