/** Glue that makes every DCP of the features one with {@code DCP_MANUAL_MODE = 1}. */
@NullMarked
package io.opendcp.features.manualmode;

import org.jspecify.annotations.NullMarked;
