/**
 * Who waits for whom, for how long, and who must give way.
 */
@NullMarked
package io.opendcp.simulator.lock;

import org.jspecify.annotations.NullMarked;
