/**
 * DM's SQL turned into H2's: tokens, rewriting, the parts of DDL that H2 does not know.
 */
@NullMarked
package io.opendcp.simulator.dialect;

import org.jspecify.annotations.NullMarked;
