/** Whether each reply is its request's, as many threads with the official driver see it. */
@NullMarked
package io.opendcp.features.echo;

import org.jspecify.annotations.NullMarked;
