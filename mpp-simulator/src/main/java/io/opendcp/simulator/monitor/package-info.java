/**
 * What is typed at the monitor of a watched MPP, and what it shows.
 */
@NullMarked
package io.opendcp.simulator.monitor;

import org.jspecify.annotations.NullMarked;
