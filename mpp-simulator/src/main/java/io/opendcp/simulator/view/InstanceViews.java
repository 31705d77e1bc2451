package io.opendcp.simulator.view;

import io.opendcp.simulator.session.Constants;
import io.opendcp.simulator.session.EpStore;
import io.opendcp.simulator.session.Viewer;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an EP says about itself. */
final class InstanceViews {
    private InstanceViews() {}

    static List<SystemView> all() {
        return List.of(
                SystemView.perEp(
                        "V$INSTANCE",
                        "NAME VARCHAR(128); INSTANCE_NAME VARCHAR(128); INSTANCE_NUMBER INT; HOST_NAME VARCHAR(128); "
                                + "SVR_VERSION VARCHAR(128); DB_VERSION VARCHAR(40); START_TIME TIMESTAMP(0); "
                                + "STATUS$ VARCHAR(128); MODE$ VARCHAR(128); OGUID INT; DSC_SEQNO INT; "
                                + "DSC_ROLE VARCHAR(32); BUILD_VERSION VARCHAR(128); BUILD_TIME VARCHAR(32)",
                        InstanceViews::instance),
                SystemView.perEp(
                        "V$DATABASE",
                        "NAME VARCHAR(128); CREATE_TIME TIMESTAMP(0); ARCH_MODE CHAR(1); LAST_CKPT_TIME TIMESTAMP(0); "
                                + "STATUS$ TINYINT; ROLE$ TINYINT; MAX_SIZE BIGINT; TOTAL_SIZE BIGINT; DSC_NODES INT; "
                                + "OPEN_COUNT INT; STARTUP_COUNT BIGINT; LAST_STARTUP_TIME TIMESTAMP(0)",
                        InstanceViews::database),
                SystemView.perEp(
                        "V$VERSION",
                        "BANNER VARCHAR(80)",
                        (viewer, ep) -> List.of(
                                Row.of("DM Database Server 64 V8"),
                                Row.of(Constants.DATABASE_VERSION),
                                Row.of(Constants.BUILD))));
    }

    private static LocalDateTime started(Viewer viewer) {
        return LocalDateTime.ofInstant(viewer.started(), viewer.databaseZone());
    }

    private static List<List<@Nullable Object>> instance(Viewer viewer, EpStore ep) {
        return List.of(Row.of(
                ep.spec().instanceName(),
                ep.spec().instanceName(),
                ep.spec().epno() + 1,
                ep.spec().instanceHost(),
                Constants.SERVER_VERSION,
                Constants.DATABASE_VERSION,
                started(viewer),
                ep.status().name(),
                ep.mode().name(),
                ep.oguid(),
                0,
                null,
                Constants.BUILD,
                ""));
    }

    private static List<List<@Nullable Object>> database(Viewer viewer, EpStore ep) {
        LocalDateTime started = started(viewer);
        return List.of(Row.of(
                "DAMENG", started, "N", null, ep.status().number(), ep.mode().number(), 0L, 0L, 1, 1, 1L, started));
    }
}
