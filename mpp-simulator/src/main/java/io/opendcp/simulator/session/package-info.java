/**
 * A client's session on an EP, and how each kind of statement runs in it.
 */
@NullMarked
package io.opendcp.simulator.session;

import org.jspecify.annotations.NullMarked;
