/**
 * What can go wrong in a way that a client is told about: DM's error codes, their texts in two languages.
 */
@NullMarked
package io.opendcp.protocol.error;

import org.jspecify.annotations.NullMarked;
