/** Buffers that nobody released fail the build. */
@NullMarked
package io.opendcp.protocol.leak;

import org.jspecify.annotations.NullMarked;
