package io.opendcp.simulator.view;

import io.opendcp.simulator.EpSpec;
import io.opendcp.simulator.catalog.Placement;
import io.opendcp.simulator.catalog.TableDef;
import io.opendcp.simulator.dialect.Rewriter;
import io.opendcp.simulator.session.Ddl;
import io.opendcp.simulator.session.EpStore;
import io.opendcp.simulator.session.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an EP says about its MPP. Columns as the manuals list them; values that no source tells are ours. */
final class MppViews {
    private MppViews() {}

    static List<SystemView> all() {
        return List.of(
                SystemView.perEp(
                        "V$MPP_CFG_ITEM",
                        "SERVICE_NAME VARCHAR(128); INST_NAME VARCHAR(128); EP_SEQNO INT; STATE VARCHAR(128)",
                        MppViews::items),
                SystemView.perEp(
                        "V$MPP_CFG_SYS",
                        "SYS_STATE VARCHAR(128); N_SITE INT; N_ERR_SITE INT; SELF_EP_SEQNO INT",
                        (viewer, ep) -> List.of(Row.of(
                                "ACTIVE",
                                viewer.reach().eps().size(),
                                0,
                                ep.spec().epno()))),
                SystemView.perEp(
                        "V$DM_MAL_INI",
                        "MAL_NAME VARCHAR(128); MAL_INST_NAME VARCHAR(256); MAL_HOST VARCHAR(256); MAL_PORT INT; "
                                + "MAL_INST_HOST VARCHAR(256); MAL_INST_PORT INT; MAL_DW_PORT INT; MAL_LINK_MAGIC INT; "
                                + "MAL_INST_DW_PORT INT",
                        MppViews::mal),
                SystemView.dictionary(
                        "ALL_TABLES_DIS_INFO",
                        "SCHEMA_NAME VARCHAR(128); TABLE_NAME VARCHAR(128); TABLE_TYPE VARCHAR(32); DIS_TYPE VARCHAR(32); "
                                + "DIS_COLS VARCHAR(8188)",
                        MppViews::distributions),
                SystemView.dictionary(
                        Rewriter.TABLE_TEXTS,
                        "SCHEMA_NAME VARCHAR(128); TABLE_NAME VARCHAR(128); TEXT VARCHAR(100000)",
                        (viewer, ep) -> viewer.dictionary().tables().stream()
                                .filter(table -> viewer.mayRead(table.name()))
                                .map(table -> Row.of(
                                        table.name().schema(),
                                        table.name().name(),
                                        Ddl.tableText(table, Constraints.primaryKey(viewer, table))))
                                .toList()));
    }

    private static List<List<@Nullable Object>> items(Viewer viewer, EpStore at) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (EpStore ep : viewer.reach().eps()) {
            rows.add(Row.of(
                    ep.spec().serviceName(), ep.spec().instanceName(), ep.spec().epno(), "OK"));
        }
        return rows;
    }

    private static List<List<@Nullable Object>> mal(Viewer viewer, EpStore at) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (EpStore ep : viewer.instances()) {
            EpSpec spec = ep.spec();
            rows.add(Row.of(
                    spec.malName(),
                    spec.instanceName(),
                    spec.malHost(),
                    spec.malPort(),
                    spec.instanceHost(),
                    spec.instancePort(),
                    spec.watcherPort(),
                    0,
                    spec.instanceWatcherPort()));
        }
        return rows;
    }

    private static List<List<@Nullable Object>> distributions(Viewer viewer, EpStore at) {
        boolean mpp = viewer.reach().eps().size() > 1;
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (TableDef table : viewer.dictionary().tables()) {
            Placement placement = table.placement();
            String columns = placement.columns().isEmpty() || !mpp
                    ? null
                    : placement.columns().stream()
                            .map(column -> '"' + column + '"')
                            .collect(Collectors.joining(",", "(", ")"));
            String kind = placement.isHash() ? "HASH" : placement.isFully() ? "FULLY" : "RANDOMLY";
            rows.add(Row.of(
                    table.name().schema(),
                    table.name().name(),
                    "NORMAL",
                    mpp && !table.temporary() ? kind : "LOCAL",
                    columns));
        }
        return rows;
    }
}
