/**
 * DM's ini files: what they say, where they say it, and what is wrong with it.
 */
@NullMarked
package io.opendcp.protocol.ini;

import org.jspecify.annotations.NullMarked;
