/** The steps of the features, a class for each noun. */
@NullMarked
package io.opendcp.features.steps;

import org.jspecify.annotations.NullMarked;
