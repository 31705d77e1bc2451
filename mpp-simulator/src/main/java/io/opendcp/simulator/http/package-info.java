/**
 * The MPP's faults, time and activity over HTTP, for whoever has no Java: plain words in, JSON out. README.md shows it.
 */
@NullMarked
package io.opendcp.simulator.http;

import org.jspecify.annotations.NullMarked;
