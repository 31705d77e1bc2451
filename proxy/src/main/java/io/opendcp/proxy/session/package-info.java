/**
 * Sessions on the user port: each client's requests, and the EP connection that serves them.
 */
@NullMarked
package io.opendcp.proxy.session;

import org.jspecify.annotations.NullMarked;
