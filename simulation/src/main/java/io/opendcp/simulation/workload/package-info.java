/**
 * What clients do in a simulation. Each workload writes down what its clients saw, and has it checked at the end.
 */
@NullMarked
package io.opendcp.simulation.workload;

import org.jspecify.annotations.NullMarked;
