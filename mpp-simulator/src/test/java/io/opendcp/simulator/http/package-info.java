/** Faults over HTTP, by the JDK's client and by strangers. */
@NullMarked
package io.opendcp.simulator.http;

import org.jspecify.annotations.NullMarked;
