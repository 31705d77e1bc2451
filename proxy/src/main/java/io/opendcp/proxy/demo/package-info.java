/** The demo: a simulated MPP and a DCP before it, in one process, ready to be typed at. Manual 6.1. */
@NullMarked
package io.opendcp.proxy.demo;

import org.jspecify.annotations.NullMarked;
