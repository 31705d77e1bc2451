package io.opendcp.simulator.session;

import java.util.ArrayList;
import java.util.List;
import org.h2.value.Value;

/** Rows of one statement that go to another EP: all leave before the first arrives, as a key may be taken over. */
final class Movers {
    private final List<Long> leaving = new ArrayList<>();
    private final List<List<Value>> arriving = new ArrayList<>();

    /**
     * @param rowid where the row is now
     * @param content what it becomes
     */
    void add(long rowid, List<Value> content) {
        leaving.add(rowid);
        arriving.add(content);
    }

    void move(RowWriter writer) {
        leave(writer);
        arrive(writer);
    }

    void leave(RowWriter writer) {
        leaving.forEach(writer::delete);
    }

    void arrive(RowWriter writer) {
        arriving.forEach(writer::insert);
    }
}
