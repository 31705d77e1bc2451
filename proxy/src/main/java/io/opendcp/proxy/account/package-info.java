/** Local accounts of the DCP: who may use the management port. */
@NullMarked
package io.opendcp.proxy.account;

import org.jspecify.annotations.NullMarked;
