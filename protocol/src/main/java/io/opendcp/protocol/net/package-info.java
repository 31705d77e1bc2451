/**
 * The network, as it is given to whoever listens or connects.
 */
@NullMarked
package io.opendcp.protocol.net;

import org.jspecify.annotations.NullMarked;
