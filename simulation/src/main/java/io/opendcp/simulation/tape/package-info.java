/**
 * What an official driver asked a server and was answered, recorded on its way, and asked again in a simulation.
 */
@NullMarked
package io.opendcp.simulation.tape;

import org.jspecify.annotations.NullMarked;
