/** The console {@code dcp disql}: DIsql's look on the official driver. What it does and does not do: {@code docs/disql.md}. */
@NullMarked
package io.opendcp.proxy.disql;

import org.jspecify.annotations.NullMarked;
