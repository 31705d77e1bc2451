/**
 * DM SQL as text: where its tokens, literals and statements begin and end.
 */
@NullMarked
package io.opendcp.protocol.sql;

import org.jspecify.annotations.NullMarked;
