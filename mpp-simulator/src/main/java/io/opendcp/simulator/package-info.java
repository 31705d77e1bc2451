/** A DM MPP in one JVM. */
@NullMarked
package io.opendcp.simulator;

import org.jspecify.annotations.NullMarked;
