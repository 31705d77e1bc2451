package io.opendcp.proxy.session;

import java.time.Instant;

/**
 * A session that keeps its EP connection, as V$DCP_KEPT shows it.
 *
 * @param reason one of a fixed set of words
 * @param statement after which it was so, without literals
 */
public record KeptView(long session, String user, int epno, String reason, Instant since, String statement) {}
