/**
 * Startup, key exchange and login: everything before the first statement. Source: {@code docs/protocol/session.md}.
 */
@NullMarked
package io.opendcp.protocol.login;

import org.jspecify.annotations.NullMarked;
