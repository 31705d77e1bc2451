/** Every fault and every trigger at work. */
@NullMarked
package io.opendcp.simulator.fault;

import org.jspecify.annotations.NullMarked;
