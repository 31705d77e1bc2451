/**
 * What a statement touches: tables, columns, conditions, EPs.
 */
@NullMarked
package io.opendcp.simulator.plan;

import org.jspecify.annotations.NullMarked;
