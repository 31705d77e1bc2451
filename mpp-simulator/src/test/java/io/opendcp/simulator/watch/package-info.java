@NullMarked
package io.opendcp.simulator.watch;

import org.jspecify.annotations.NullMarked;
