/** Anomalies, one by one. */
@NullMarked
package io.opendcp.simulation.check.list;

import org.jspecify.annotations.NullMarked;
