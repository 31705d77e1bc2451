/**
 * The DCP server: both ports, and all that stands behind them, put together.
 */
@NullMarked
package io.opendcp.proxy.server;

import org.jspecify.annotations.NullMarked;
