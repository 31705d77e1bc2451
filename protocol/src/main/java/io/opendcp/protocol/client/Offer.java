package io.opendcp.protocol.client;

import io.opendcp.protocol.login.LoginClient;
import io.opendcp.protocol.login.LoginWishes;
import io.opendcp.protocol.login.Password;
import java.time.Duration;

/**
 * With what a client comes to a server.
 *
 * @param msgVersion the highest that may be agreed on
 * @param user as it shall be sent, not folded
 * @param options server options, {@code a=1, b=2}, or empty
 * @param timeout for connecting, startup and login together
 */
public record Offer(
        int msgVersion,
        LoginClient client,
        LoginWishes wishes,
        String user,
        Password password,
        String options,
        Duration timeout) {}
