/** The way to an MPP as commands: databases are made, copied, started, and watched. Manual 6.2.2, 6.2.7, 6.2.9, 6.2.10. */
@NullMarked
package io.opendcp.simulator.setup;

import org.jspecify.annotations.NullMarked;
