/** Bugs, and the runs in which a checker has to find them. None is in the code that is tested. */
@NullMarked
package io.opendcp.simulation.planted;

import org.jspecify.annotations.NullMarked;
