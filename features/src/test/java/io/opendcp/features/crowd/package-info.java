/** What many clients cost a DCP that runs in a process of its own. */
@NullMarked
package io.opendcp.features.crowd;

import org.jspecify.annotations.NullMarked;
