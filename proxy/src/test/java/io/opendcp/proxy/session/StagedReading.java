package io.opendcp.proxy.session;

import static io.opendcp.protocol.statement.TransactionStatus.NONE;
import static io.opendcp.protocol.statement.TransactionStatus.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.message.Fetch;
import io.opendcp.protocol.message.ReplyView;
import org.junit.jupiter.api.BeforeEach;

/** Rows left on EP 1 that the DCP reads ahead. */
abstract class StagedReading extends Staged {
    static final int GONE = -4535;
    /** Of rows of one number: more than 32 KB. */
    static final int MANY = 1600;

    final int handle = client.allocate();

    @BeforeEach
    void on() {
        stage.limit("DCP_RESULT_READ_AHEAD", 256);
    }

    void leavesRows(long total) {
        client.direct(handle, "SELECT EP 1");
        stage.ep(1).asked("SELECT EP 1").rows(2, total, client.autoCommit ? NONE : OPEN);
        client.fine();
    }

    /** The EP is asked by the DCP itself, and answers. */
    void read(long first, int here, long total) {
        Frame asked = stage.ep(1).asked(Command.FETCH);
        assertThat(Fetch.decode(asked)).isEqualTo(new Fetch(2001, first, Long.MAX_VALUE, 1, 32));
        stage.ep(1).fetched(first, here, total);
    }

    void told(int rows, long total) {
        Frame reply = client.fine();
        assertThat(reply.command()).isEqualTo(Command.FETCH);
        assertThat(reply.handle()).isEqualTo(handle);
        assertThat(ReplyView.fetchRows(reply.content())).isEqualTo(rows);
        assertThat(ReplyView.fetchTotal(reply.content())).isEqualTo(total);
    }

    void fetched(long first, int rows, long total) {
        client.fetch(handle, first);
        told(rows, total);
    }

    long used() {
        return stage.sessions.rowMemory().used();
    }
}
