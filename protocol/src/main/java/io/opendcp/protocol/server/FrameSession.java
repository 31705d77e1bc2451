package io.opendcp.protocol.server;

import io.opendcp.protocol.frame.FrameListener;

/**
 * What stands behind a connection that has logged in: it is given requests. The client sends no further one before the
 * reply.
 */
public interface FrameSession extends FrameListener {}
