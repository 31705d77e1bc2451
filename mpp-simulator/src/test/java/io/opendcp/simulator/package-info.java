@NullMarked
package io.opendcp.simulator;

import org.jspecify.annotations.NullMarked;
