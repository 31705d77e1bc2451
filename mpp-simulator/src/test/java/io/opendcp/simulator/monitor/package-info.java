@NullMarked
package io.opendcp.simulator.monitor;

import org.jspecify.annotations.NullMarked;
