/** Preparing the folder that a DCP runs in. */
@NullMarked
package io.opendcp.proxy.init;

import org.jspecify.annotations.NullMarked;
