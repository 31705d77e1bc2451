/** Writes to a log. */
@NullMarked
package io.opendcp.simulator.disk;

import org.jspecify.annotations.NullMarked;
