/**
 * DM's data types: their numbers, their bytes, and the Java values that stand for them.
 */
@NullMarked
package io.opendcp.protocol.type;

import org.jspecify.annotations.NullMarked;
