/**
 * Time as something that is given: a clock and a scheduler in one.
 */
@NullMarked
package io.opendcp.protocol.time;

import org.jspecify.annotations.NullMarked;
