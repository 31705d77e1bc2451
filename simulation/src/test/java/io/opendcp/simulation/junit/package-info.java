/** Test clusters, used as their users do: with the official driver. */
@NullMarked
package io.opendcp.simulation.junit;

import org.jspecify.annotations.NullMarked;
