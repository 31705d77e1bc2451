/** Logins against guessing: whose password may be checked when, at either port. */
@NullMarked
package io.opendcp.proxy.login;

import org.jspecify.annotations.NullMarked;
