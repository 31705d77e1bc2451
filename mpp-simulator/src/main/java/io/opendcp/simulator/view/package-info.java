/**
 * The V$ views and dictionary tables, made when they are asked for.
 */
@NullMarked
package io.opendcp.simulator.view;

import org.jspecify.annotations.NullMarked;
