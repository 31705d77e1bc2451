/** Checkers on histories and journals that were written by hand. */
@NullMarked
package io.opendcp.simulation.check;

import org.jspecify.annotations.NullMarked;
