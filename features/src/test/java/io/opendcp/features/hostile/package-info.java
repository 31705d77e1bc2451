/** Strangers and guests that break the protocol, at every port. */
@NullMarked
package io.opendcp.features.hostile;

import org.jspecify.annotations.NullMarked;
