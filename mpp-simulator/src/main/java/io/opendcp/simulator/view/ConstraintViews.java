package io.opendcp.simulator.view;

import io.opendcp.simulator.session.EpSession;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Indexes, keys and rights as drivers ask for them. KEYINFO is two bytes a column here: ours, as DM's is not known. */
final class ConstraintViews {
    private ConstraintViews() {}

    static List<SystemView> all() {
        return List.of(
                SystemView.dictionary(
                        "SYSINDEXES",
                        "ID INT; ISUNIQUE CHAR(1); GROUPID SMALLINT; ROOTFILE SMALLINT; ROOTPAGE INT; TYPE$ CHAR(2); "
                                + "XTYPE INT; FLAG INT; KEYNUM SMALLINT; KEYINFO VARBINARY(816); INIT_EXTENTS SMALLINT; "
                                + "BATCH_ALLOC SMALLINT; MIN_EXTENTS SMALLINT",
                        (viewer, ep) -> indexes(viewer)),
                SystemView.dictionary(
                        "SYSCONS",
                        "ID INT; TABLEID INT; COLID SMALLINT; TYPE$ CHAR(1); VALID CHAR(1); INDEXID INT; "
                                + "CHECKINFO VARCHAR(2048); FINDEXID INT; FACTION CHAR(2); TRIGID INT",
                        (viewer, ep) -> keys(viewer)),
                SystemView.dictionary(
                        "SYSGRANTS",
                        "URID INT; OBJID INT; COLID INT; PRIVID INT; GRANTOR INT; GRANTABLE CHAR(1)",
                        (viewer, ep) -> List.of()));
    }

    private static List<List<@Nullable Object>> indexes(EpSession viewer) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Constraints.Index index : Constraints.indexes(viewer)) {
            ByteBuffer info = ByteBuffer.allocate(index.columns().size() * 2);
            index.columns().forEach(column -> info.putShort(column.shortValue()));
            rows.add(Row.of(
                    index.id(),
                    index.unique() ? "Y" : "N",
                    0,
                    0,
                    0,
                    "BT",
                    0,
                    0,
                    index.columns().size(),
                    info.array(),
                    0,
                    0,
                    0));
        }
        return rows;
    }

    private static List<List<@Nullable Object>> keys(EpSession viewer) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Constraints.Key key : Constraints.keys(viewer)) {
            rows.add(Row.of(
                    key.id(), key.table().id(), -1, key.type(), "Y", key.index().id(), "", -1, null, 0));
        }
        return rows;
    }
}
