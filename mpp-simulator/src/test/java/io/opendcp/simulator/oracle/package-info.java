/** Statements drawn at random, checked against one plain database. */
@NullMarked
package io.opendcp.simulator.oracle;

import org.jspecify.annotations.NullMarked;
