package io.opendcp.protocol.frame;

import io.netty.handler.codec.DecoderException;

/** What lies behind an exception that a pipeline reports. */
public final class Failures {
    private Failures() {}

    /** The cause without the wrapping that Netty's decoders put around it. */
    public static Throwable unwrapped(Throwable cause) {
        return cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
    }
}
