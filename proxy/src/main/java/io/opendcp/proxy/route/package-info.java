/**
 * Which EP a text should run on, and what a text does to its session.
 */
@NullMarked
package io.opendcp.proxy.route;

import org.jspecify.annotations.NullMarked;
