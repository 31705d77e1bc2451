/** Time that is turned. */
@NullMarked
package io.opendcp.protocol.time;

import org.jspecify.annotations.NullMarked;
