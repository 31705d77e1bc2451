/**
 * Checkers: pure functions from what was seen, by clients ({@link io.opendcp.simulation.check.History}) or in the journal,
 * to the {@link io.opendcp.simulation.check.Violation}s of what was promised; and how these are shown.
 */
@NullMarked
package io.opendcp.simulation.check;

import org.jspecify.annotations.NullMarked;
