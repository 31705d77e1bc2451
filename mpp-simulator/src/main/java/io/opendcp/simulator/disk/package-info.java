/**
 * What an EP keeps its log on.
 */
@NullMarked
package io.opendcp.simulator.disk;

import org.jspecify.annotations.NullMarked;
