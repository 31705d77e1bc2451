/**
 * Looks for seeds under which something goes wrong, makes what was found small, and keeps it as a file.
 */
@NullMarked
package io.opendcp.simulation.search;

import org.jspecify.annotations.NullMarked;
