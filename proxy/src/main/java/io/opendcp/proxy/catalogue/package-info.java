/**
 * What a DCP keeps over restarts: the instances and the login that an administrator told it, and its local accounts.
 * Manual 3.1.
 */
@NullMarked
package io.opendcp.proxy.catalogue;

import org.jspecify.annotations.NullMarked;
