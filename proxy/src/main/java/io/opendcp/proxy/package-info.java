/** The DCP server. */
@NullMarked
package io.opendcp.proxy;

import org.jspecify.annotations.NullMarked;
