package io.opendcp.protocol.frame;

/** The peer broke the protocol: its connection ends, and nothing else does. The text says value and limit. */
public final class ProtocolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String said;

    public ProtocolException(String message) {
        super(message, null, false, false);
        said = message;
    }

    @Override
    public String getMessage() {
        return said;
    }
}
