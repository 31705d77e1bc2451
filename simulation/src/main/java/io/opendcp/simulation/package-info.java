/**
 * The Simulated mode: a cluster, its proxies and their clients in one thread under one seed, on a network and in a time
 * that are the simulation's. A seed is a complete description; equal seeds give equal journals.
 */
@NullMarked
package io.opendcp.simulation;

import org.jspecify.annotations.NullMarked;
