package io.opendcp.simulator.view;

import io.opendcp.simulator.session.EpStore;
import io.opendcp.simulator.session.Viewer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an instance says about its log and its standby. Manual 6.2.2.3; DM8 data watch manual. */
final class StandbyViews {
    private StandbyViews() {}

    static List<SystemView> all() {
        return List.of(
                SystemView.perEp(
                        "V$RLOG",
                        "CKPT_LSN BIGINT; FILE_LSN BIGINT; FLUSH_LSN BIGINT; CUR_LSN BIGINT",
                        (viewer, ep) -> List.of(Row.of(
                                ep.log().lsn(),
                                ep.log().lsn(),
                                ep.log().lsn(),
                                ep.log().lsn()))),
                SystemView.perEp(
                        "V$ARCH_STATUS",
                        "ARCH_TYPE VARCHAR(256); ARCH_DEST VARCHAR(256); ARCH_STATUS VARCHAR(256)",
                        StandbyViews::archives));
    }

    private static List<List<@Nullable Object>> archives(Viewer viewer, EpStore ep) {
        return ep.log()
                .archiveStatus()
                .map(status -> List.of(Row.of("REALTIME", status.destination(), status.state())))
                .orElse(List.of());
    }
}
