/**
 * Messages: frame bodies once they are read, as immutable records.
 */
@NullMarked
package io.opendcp.protocol.message;

import org.jspecify.annotations.NullMarked;
