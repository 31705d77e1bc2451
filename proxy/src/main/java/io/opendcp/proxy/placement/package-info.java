/**
 * How the tables of the MPP are distributed, as its EPs tell it.
 */
@NullMarked
package io.opendcp.proxy.placement;

import org.jspecify.annotations.NullMarked;
