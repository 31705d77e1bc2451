/**
 * The network between EPs: messages that take time, links that fail.
 */
@NullMarked
package io.opendcp.simulator.mal;

import org.jspecify.annotations.NullMarked;
