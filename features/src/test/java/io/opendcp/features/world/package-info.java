/** What a scenario works with: the MPP, the DCP, the clients, their clock, and what happened last. */
@NullMarked
package io.opendcp.features.world;

import org.jspecify.annotations.NullMarked;
