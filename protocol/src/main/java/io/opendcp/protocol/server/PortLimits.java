package io.opendcp.protocol.server;

import io.opendcp.protocol.frame.FrameDecoder;
import io.opendcp.protocol.sql.SqlText;
import java.time.Duration;

/**
 * What a port allows.
 *
 * @param strangers connections that have not logged in, at a time
 * @param ofOneSource as many of them may come from one host
 * @param strangerFrame longest frame before login, bytes
 * @param heldFrame frames up to so many bytes come whole, longer ones in pieces; at least strangerFrame
 * @param longestFrame longest frame after login, bytes
 * @param login from connecting to being logged in, the server's own work not counted
 * @param halfFrame the longest pause inside a frame
 */
public record PortLimits(
        int strangers,
        int ofOneSource,
        int strangerFrame,
        int heldFrame,
        int longestFrame,
        Duration login,
        Duration halfFrame) {
    private static final int WHOLE = 16 << 20;
    /** As much of a text as is scanned: what a relay has not seen, it must take for a change of the session. */
    private static final int SCANNED = SqlText.MOST_SCANNED;

    /** For servers that need frames whole. */
    public static final PortLimits SERVER =
            new PortLimits(1000, 1000, 8192, WHOLE, WHOLE, Duration.ofSeconds(30), Duration.ofSeconds(60));

    /** For relays: long frames flow through in pieces. */
    public static final PortLimits RELAY = new PortLimits(
            1000, 1000, 8192, SCANNED, FrameDecoder.LONGEST, Duration.ofSeconds(30), Duration.ofSeconds(60));

    public PortLimits withLogin(Duration login) {
        return new PortLimits(strangers, ofOneSource, strangerFrame, heldFrame, longestFrame, login, halfFrame);
    }

    public PortLimits withHalfFrame(Duration halfFrame) {
        return new PortLimits(strangers, ofOneSource, strangerFrame, heldFrame, longestFrame, login, halfFrame);
    }

    /** So many, from whatever hosts. */
    public PortLimits withStrangers(int strangers) {
        return new PortLimits(strangers, strangers, strangerFrame, heldFrame, longestFrame, login, halfFrame);
    }

    public PortLimits withOfOneSource(int ofOneSource) {
        return new PortLimits(strangers, ofOneSource, strangerFrame, heldFrame, longestFrame, login, halfFrame);
    }
}
