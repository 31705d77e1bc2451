/**
 * What the proxy knows of its MPP, and how it learns it.
 */
@NullMarked
package io.opendcp.proxy.cluster;

import org.jspecify.annotations.NullMarked;
