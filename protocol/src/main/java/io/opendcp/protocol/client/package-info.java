/**
 * The client kit: all that a process needs to look like a DM client.
 */
@NullMarked
package io.opendcp.protocol.client;

import org.jspecify.annotations.NullMarked;
