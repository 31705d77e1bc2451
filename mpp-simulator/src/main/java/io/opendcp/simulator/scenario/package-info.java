/** A cluster as a DBA describes it: a folder of ini files that must agree with each other. */
@NullMarked
package io.opendcp.simulator.scenario;

import org.jspecify.annotations.NullMarked;
