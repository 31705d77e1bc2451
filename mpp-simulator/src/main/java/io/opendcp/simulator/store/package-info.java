/**
 * One H2 database and what a session does in it. H2's own classes are used here, so that plans can be looked into.
 */
@NullMarked
package io.opendcp.simulator.store;

import org.jspecify.annotations.NullMarked;
