package io.opendcp.proxy.management;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.server.Defects;
import io.opendcp.protocol.time.Time;
import io.opendcp.proxy.catalogue.Catalogue;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What all sessions of the management port share.
 *
 * @param zone in which times are shown
 * @param chance of the salts of passwords; in production a secure generator
 * @param loop the server's event loop
 * @param work runs statements, one at a time
 * @param hashing compares passwords, which takes a while each
 * @param managers the sessions of the management port
 * @param audit told of what is done at the management port
 */
public record Office(
        Catalogue catalogue,
        DcpState state,
        Views views,
        Time time,
        ZoneOffset zone,
        RandomGenerator chance,
        Executor loop,
        Executor work,
        Executor hashing,
        Supplier<List<SessionRow>> managers,
        Audit audit,
        Defects defects,
        QueryLimits limits) {

    /**
     * Does something that takes a while on the working thread, then tells of it on the event loop, exactly once.
     *
     * @param failed is told what {@code task} threw: an answer, or a defect's number
     */
    <T> void aside(Callable<T> task, Consumer<T> done, Consumer<DmException> failed) {
        aside(work, task, done, failed);
    }

    <T> void aside(Executor where, Callable<T> task, Consumer<T> done, Consumer<DmException> failed) {
        try {
            where.execute(() -> {
                try {
                    T result = task.call();
                    loop.execute(() -> done.accept(result));
                } catch (DmException answer) {
                    loop.execute(() -> failed.accept(answer));
                } catch (Exception defect) {
                    loop.execute(() -> failed.accept(DmException.of(ErrorCode.INTERNAL, defects.onDefect(defect))));
                }
            });
        } catch (RejectedExecutionException full) {
            failed.accept(DmException.of(ErrorCode.RESOURCE_BUSY));
        }
    }
}
