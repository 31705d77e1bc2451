/**
 * What the modules do together: the manual as executable features, and tests that need both proxy and simulator.
 */
@NullMarked
package io.opendcp.features;

import org.jspecify.annotations.NullMarked;
