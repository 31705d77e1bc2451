/**
 * Frames: the 64-byte header as a view over a buffer, framing and checksums.
 */
@NullMarked
package io.opendcp.protocol.frame;

import org.jspecify.annotations.NullMarked;
