/**
 * Trouble on purpose: faults as values, triggers that know the protocol, and the words for both.
 */
@NullMarked
package io.opendcp.simulator.fault;

import org.jspecify.annotations.NullMarked;
