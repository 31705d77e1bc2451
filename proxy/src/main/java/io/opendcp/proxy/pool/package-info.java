/**
 * The physical connections to the EPs, and who has them.
 */
@NullMarked
package io.opendcp.proxy.pool;

import org.jspecify.annotations.NullMarked;
