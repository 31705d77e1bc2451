/** Keyed transactions run where their rows are. Manual 3.5. */
@NullMarked
package io.opendcp.features.routing;

import org.jspecify.annotations.NullMarked;
