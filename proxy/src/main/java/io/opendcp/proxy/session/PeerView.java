package io.opendcp.proxy.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A peer as V$DCP_PEERS shows it.
 *
 * @param name the peer's instance name; empty until it has told it
 * @param since when the status became what it is
 * @param answered when the peer last answered anything; null if it never has
 * @param topology whether it knows the same EPs at the same addresses: AGREES, DIFFERS, UNKNOWN
 * @param placement the same of the distribution of the {@code tables} that both know of
 * @param differsIn the first EP or table that differs; empty if none does
 * @param code error of the last call, 0 if there was none
 */
public record PeerView(
        Peer peer,
        String name,
        String status,
        Instant since,
        @Nullable Instant answered,
        int code,
        String message,
        String topology,
        String placement,
        int tables,
        String differsIn) {}
