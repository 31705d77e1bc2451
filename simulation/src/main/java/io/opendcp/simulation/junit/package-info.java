/**
 * A cluster for tests that use real drivers: {@link io.opendcp.simulation.junit.MppCluster} for JUnit 5, or
 * {@link io.opendcp.simulation.junit.TestCluster} by itself.
 */
@NullMarked
package io.opendcp.simulation.junit;

import org.jspecify.annotations.NullMarked;
