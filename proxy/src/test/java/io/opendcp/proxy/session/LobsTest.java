package io.opendcp.proxy.session;

import static io.opendcp.protocol.statement.TransactionStatus.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.message.ExecuteReply;
import io.opendcp.protocol.message.FetchReply;
import io.opendcp.protocol.message.Prepare;
import io.opendcp.protocol.message.ReplyContext;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.RowSet;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.type.LobLocator;
import io.opendcp.proxy.pool.EmbeddedEp;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** LOBs out of row: what clients ask about one goes to the EP that has it. */
class LobsTest extends StagedLobs {
    @Test
    void equal_ids_of_two_eps_are_told_apart_and_each_goes_to_its_own() {
        LobLocator one = given(0, 1001, TABLE);
        LobLocator two = given(1, 1001, TABLE);

        assertThat(one.address().id()).isNotEqualTo(two.address().id());
        assertThat(stage.lent()).isZero();
        read(client, two, 1, 1001);
        read(client, one, 0, 1001);
        assertThat(stage.lent()).isZero();
    }

    @Test
    void a_tables_lob_outlives_its_transaction_and_its_statement_and_another_session_may_be_told_of_it() {
        client.autoCommit = false;
        LobLocator lob = given(1, 1001, TABLE);
        commits();
        client.autoCommit = true;
        selects(client, handle, 0);
        StagedClient other = stage.client();

        read(other, lob, 1, 1001);
    }

    @Test
    void what_no_dcp_has_told_is_no_lob() {
        client.send(length(locator(1001, TABLE)));
        assertThat(client.error()).isEqualTo(GONE);
        client.send(length(locator(-1, TABLE)));
        assertThat(client.error()).isEqualTo(GONE);
        client.send(length(locator(LobMark.told(77, 0, 1001, new LobNumbers()), TABLE)));
        assertThat(client.error()).as("an EP that there is not").isEqualTo(GONE);
    }

    @Test
    void an_id_that_leaves_no_room_has_a_number_for_as_long_as_the_last_of_them() {
        long[] ids = {1L << 40, -7, Long.MIN_VALUE, Long.MAX_VALUE};
        List<LobLocator> lobs = new ArrayList<>();
        for (long id : ids) {
            lobs.add(given(1, id, TABLE));
        }
        for (int i = 0; i < ids.length; i++) {
            read(client, lobs.get(i), 1, ids[i]);
        }
        for (int i = ids.length; i < LobNumbers.MOST; i++) {
            given(1, -i, TABLE);
        }
        read(client, lobs.get(0), 1, ids[0]);
        LobLocator last = given(1, 1L << 50, TABLE);

        client.send(length(lobs.get(0)));
        assertThat(client.error()).as("one more").isEqualTo(GONE);
        read(client, lobs.get(1), 1, ids[1]);
        read(client, last, 1, 1L << 50);
        StagedClient other = stage.client();
        other.send(length(last));
        assertThat(other.error()).as("a number of another session").isEqualTo(GONE);
    }

    @Test
    void an_ep_whose_number_cannot_be_told_has_no_lobs_for_clients() {
        assertThat(LobMark.of(LobMark.told(1024, 0, 1, new LobNumbers()))).isNull();
        assertThat(LobMark.of(LobMark.told(1, 2048, 1, new LobNumbers()))).isNull();
        assertThat(LobMark.of(LobMark.told(1023, 2047, 1, new LobNumbers())))
                .isEqualTo(new LobMark(1023, 2047, false, 1));
    }

    @Test
    void rows_that_are_read_ahead_tell_of_lobs_as_others_do() {
        stage.limit("DCP_RESULT_READ_AHEAD", 256);
        List<Descriptor> columns = List.of(Descriptor.column("V", CLOB));
        client.send(Prepare.direct(handle, "SELECT EP 1", true));
        Frame asked = stage.ep(1).asked(Command.PREPARE);
        Outcome first = Outcome.rows(StatementType.SELECT, new RowSet(columns, row(locator(1, TABLE))), NONE);
        stage.ep(1)
                .reply(new ExecuteReply(Command.PREPARE, asked.handle(), 0, 2, 1, first)
                        .encode(Unpooled.buffer(), 1 << 20, ReplyContext.plain(false), EmbeddedEp.FORMAT));
        client.fine();
        Frame fetch = stage.ep(1).asked(Command.FETCH);
        stage.ep(1)
                .reply(new FetchReply(fetch.handle(), 2, 1, columns, row(locator(2, TABLE)))
                        .encode(Unpooled.buffer(), 1 << 20, EmbeddedEp.FORMAT));
        assertThat(stage.lent()).as("all is here").isZero();

        client.fetch(handle, 1);

        FetchReply told = FetchReply.decode(client.fine(), 1, columns, EmbeddedEp.FORMAT);
        LobLocator lob = (LobLocator) Objects.requireNonNull(told.rows().get(0)[0]);
        assertThat(LobMark.of(lob.address().id())).isEqualTo(new LobMark(1, 0, false, 2));
    }

    private static List<@Nullable Object[]> row(LobLocator lob) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        rows.add(new @Nullable Object[] {lob});
        return rows;
    }
}
