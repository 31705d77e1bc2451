/**
 * What a DCP tells of what it does, in order, to whoever compares or reads it.
 */
@NullMarked
package io.opendcp.proxy.journal;

import org.jspecify.annotations.NullMarked;
