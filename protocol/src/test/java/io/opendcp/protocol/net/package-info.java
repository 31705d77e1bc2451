/** Chance and the event loop as they are given. */
@NullMarked
package io.opendcp.protocol.net;

import org.jspecify.annotations.NullMarked;
