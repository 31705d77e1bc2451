package io.opendcp.proxy.cluster;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.login.ServerState;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An EP that cannot be used, as it was told last.
 *
 * @param instance that which the EP is, or was
 * @param error -6012 where it cannot be reached, else in whose words it refuses
 * @param since the first time
 * @param ofStatement whether only a statement on a connection that had been let in was refused so
 */
public record Trouble(int epno, String instance, DmException error, Instant since, boolean ofStatement) {
    /** As DM's default. */
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.ofHours(8));

    /** With what a whole MPP refuses global logins; that an EP can be reached says nothing about it. */
    private static final Set<Integer> OF_THE_MPP =
            Set.of(ErrorCode.MPP_LOGIN_LIMITED.code(), ErrorCode.REMOTE_LOGIN_FAILED.code());

    private static final Set<Integer> OF_AN_EP = Set.of(
            ErrorCode.CANNOT_CONNECT.code(),
            ErrorCode.MOUNTED.code(),
            ErrorCode.STANDBY.code(),
            ErrorCode.WRONG_INSTANCE.code(),
            ErrorCode.NOT_CONFIGURED.code());

    /** Whether an error says that an EP cannot be used for now, and nothing about who asks or what for. */
    public static boolean is(DmException error) {
        return OF_AN_EP.contains(error.code()) || refuses(error.code());
    }

    /** Whether a server says by it that it is not, or not yet, in service: it has not begun what it was asked for. */
    public static boolean refuses(int code) {
        return OF_THE_MPP.contains(code) || code == ErrorCode.MOUNTED.code() || code == ErrorCode.STANDBY.code();
    }

    /** How an instance that lets in is told not to be in service; null if it is. */
    public static @Nullable DmException outOfService(ServerState said) {
        if (said.mode() == ServerState.STANDBY) {
            return DmException.of(ErrorCode.STANDBY).toldBy(said.instance());
        }
        return said.state() == ServerState.OPEN
                ? null
                : DmException.of(ErrorCode.MOUNTED).toldBy(said.instance());
    }

    /** Whether it is over when the EP lets in a control connection. */
    boolean endsWhenReached() {
        return ofStatement || !OF_THE_MPP.contains(error.code());
    }

    /** What those are told who have waited for it long enough: which EP, since when, why. */
    public DmException told() {
        return DmException.of(ErrorCode.EP_NOT_USABLE, epno, instance, at(since), error);
    }

    /** A moment as clients are told it. */
    public static String at(Instant moment) {
        return FORMAT.format(moment);
    }
}
