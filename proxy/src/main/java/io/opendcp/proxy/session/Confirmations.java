package io.opendcp.proxy.session;

import io.opendcp.protocol.login.LoginReply;
import io.opendcp.protocol.time.Time;
import io.opendcp.proxy.pool.Vault.Verifier;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When an EP last took which password. It says so for as long as an EP's word holds, also when the connections that showed
 * it have been cut, and no longer.
 */
final class Confirmations {
    /** Users and passwords that are remembered. */
    static final int MOST = 10_000;

    private record Confirmed(long at, LoginReply shown) {}

    private final Time time;
    /** The oldest first. */
    private final Map<Verifier, Confirmed> known = new LinkedHashMap<>();

    Confirmations(Time time) {
        this.time = time;
    }

    /** An EP has answered a login so. */
    void confirmed(Verifier verifier, LoginReply shown) {
        known.remove(verifier);
        forgetOld();
        known.put(verifier, new Confirmed(time.nanos(), shown));
    }

    /** How an EP answered a login within {@link LoginChecks#FRESH}; null if none did. */
    @Nullable
    LoginReply of(Verifier verifier) {
        forgetOld();
        Confirmed confirmed = known.get(verifier);
        return confirmed == null ? null : confirmed.shown();
    }

    void forget(Verifier verifier) {
        known.remove(verifier);
    }

    private void forgetOld() {
        long since = time.nanos() - LoginChecks.FRESH.toNanos();
        Iterator<Confirmed> oldest = known.values().iterator();
        while (oldest.hasNext()) {
            if (oldest.next().at() - since >= 0 && known.size() < MOST) {
                return;
            }
            oldest.remove();
        }
    }
}
