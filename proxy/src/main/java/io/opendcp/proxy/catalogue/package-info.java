/**
 * What a DCP keeps over restarts: the instances and the login that an administrator told it, its local accounts,
 * and tables that administrators have made. Manual 3.1.
 */
@NullMarked
package io.opendcp.proxy.catalogue;

import org.jspecify.annotations.NullMarked;
