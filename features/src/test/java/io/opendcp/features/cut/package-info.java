/** The connection cut at every byte. */
@NullMarked
package io.opendcp.features.cut;

import org.jspecify.annotations.NullMarked;
