/**
 * What relaying costs, compared in one run with a plain byte pipe.
 */
@NullMarked
package io.opendcp.proxy.bench;

import org.jspecify.annotations.NullMarked;
