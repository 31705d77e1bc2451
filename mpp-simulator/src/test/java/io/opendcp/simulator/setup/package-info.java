@NullMarked
package io.opendcp.simulator.setup;

import org.jspecify.annotations.NullMarked;
