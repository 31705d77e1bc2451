/**
 * What is committed stays, on all EPs or on none, whatever goes wrong.
 */
@NullMarked
package io.opendcp.simulator.durable;

import org.jspecify.annotations.NullMarked;
