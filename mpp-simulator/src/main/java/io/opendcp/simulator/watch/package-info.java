/** Data watch: a watcher beside each instance of a group, and the monitor. Manual 6.2; DM8 data watch manual. */
@NullMarked
package io.opendcp.simulator.watch;

import org.jspecify.annotations.NullMarked;
