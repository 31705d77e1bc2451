package io.opendcp.simulator.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.simulator.InstanceMode;
import io.opendcp.simulator.InstanceStatus;
import io.opendcp.simulator.dialect.Text;
import java.util.function.Consumer;

/**
 * ALTER DATABASE of the instance that the client is on: MOUNT, OPEN [FORCE], SUSPEND; PRIMARY, STANDBY, NORMAL while it is mounted.
 * Only while no watcher looks after it (ALTER_MODE_STATUS = 1).
 * Manual 6.2.7.3; DM8 data watch manual.
 */
final class DatabaseChange {
    private DatabaseChange() {}

    static Compiled compile(String sql, Text text) {
        text.expect("DATABASE");
        String word = text.name();
        boolean force = word.equals("OPEN") && text.accept("FORCE");
        if (!text.atEnd()) {
            throw text.syntax();
        }
        return switch (word) {
            case "MOUNT" -> change(sql, by -> by.cluster().roles().mount(by.ep()));
            case "SUSPEND" -> change(sql, by -> by.cluster().roles().suspend(by.ep()));
            case "OPEN" -> change(sql, by -> open(by, force));
            case "PRIMARY", "STANDBY", "NORMAL" ->
                change(sql, by -> by.cluster().roles().become(by.ep(), InstanceMode.valueOf(word)));
            default -> throw DmException.of(ErrorCode.NOT_SUPPORTED, "ALTER DATABASE " + word);
        };
    }

    private static Compiled change(String sql, Consumer<EpSession> work) {
        return Control.of(sql, StatementType.SIMPLE, (by, values) -> {
            by.compiler().rights().requireDba();
            if (by.cluster().roles().isLookedAfter(by.ep())) {
                throw DmException.of(ErrorCode.WATCHED, by.ep().spec().instanceName());
            }
            work.accept(by);
            return Effect.NOTHING;
        });
    }

    private static void open(EpSession by, boolean force) {
        EpStore ep = by.ep();
        if (ep.status() == InstanceStatus.MOUNT && ep.mode() != InstanceMode.NORMAL && !force) {
            throw DmException.of(ErrorCode.NEEDS_FORCE, ep.mode().name());
        }
        by.cluster().roles().open(ep, () -> {});
    }
}
