/**
 * The simulated EPs as DM servers on the network.
 */
@NullMarked
package io.opendcp.simulator.server;

import org.jspecify.annotations.NullMarked;
