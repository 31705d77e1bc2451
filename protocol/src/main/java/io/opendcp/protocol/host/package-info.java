/** Where the hosts that ini files and administrators name are to be found. */
@NullMarked
package io.opendcp.protocol.host;

import org.jspecify.annotations.NullMarked;
