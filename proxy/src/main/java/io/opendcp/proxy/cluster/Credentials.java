package io.opendcp.proxy.cluster;

import io.opendcp.protocol.client.Offer;
import io.opendcp.protocol.login.LoginClient;
import io.opendcp.protocol.login.LoginWishes;
import io.opendcp.protocol.login.Password;
import io.opendcp.protocol.server.StartupTerms;
import java.time.Duration;

/** SYSDCPLOGIN's row: as whom the proxy itself logs in to EPs. Manual 4.2. */
public record Credentials(String user, Password password) {
    private static final LoginClient PROXY = new LoginClient(2, "OpenDCP", "", "");

    /** What the proxy logs in with, for itself. */
    public Offer offer(LoginWishes wishes, Duration timeout) {
        return new Offer(StartupTerms.HIGHEST_MSG_VERSION, PROXY, wishes, user, password, "", timeout);
    }
}
