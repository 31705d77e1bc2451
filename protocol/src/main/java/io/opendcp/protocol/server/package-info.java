/**
 * The server kit: all that a process needs to look like a DM server.
 */
@NullMarked
package io.opendcp.protocol.server;

import org.jspecify.annotations.NullMarked;
