/** One list of statements with results written by hand, run by the official driver against whatever speaks DM. */
@NullMarked
package io.opendcp.features.conformance;

import org.jspecify.annotations.NullMarked;
