/** Who waits for whom. */
@NullMarked
package io.opendcp.simulator.lock;

import org.jspecify.annotations.NullMarked;
