package io.opendcp.proxy.session;

import static io.opendcp.protocol.statement.TransactionStatus.COMMITTED;
import static io.opendcp.protocol.statement.TransactionStatus.NONE;
import static io.opendcp.protocol.statement.TransactionStatus.OPEN;

import org.junit.jupiter.api.AfterEach;

/** A test of sessions on a {@link Stage} with a pool of four; at its end nothing is left over. */
abstract class Staged {
    final Stage stage = new Stage(4);
    final StagedClient client = stage.client();

    @AfterEach
    void close() {
        stage.close();
    }

    /** Runs a SELECT of one row on {@code epno}, in whatever way the client is. */
    void selects(StagedClient by, int handle, int epno) {
        by.direct(handle, "SELECT EP " + epno);
        stage.ep(epno).asked("SELECT EP " + epno).rows(1, 1, NONE);
        by.fine();
    }

    /** Begins a transaction on {@code epno}. */
    void begins(StagedClient by, int handle, int epno) {
        by.autoCommit = false;
        by.direct(handle, "INSERT EP " + epno);
        stage.ep(epno).asked("INSERT EP " + epno).changed(OPEN);
        by.fine();
    }

    /** Inserts on {@code epno}, committed at once. */
    void inserts(StagedClient by, int handle, int epno) {
        by.autoCommit = true;
        by.direct(handle, "INSERT EP " + epno);
        stage.ep(epno).asked("INSERT EP " + epno).changed(COMMITTED);
        by.fine();
    }
}
