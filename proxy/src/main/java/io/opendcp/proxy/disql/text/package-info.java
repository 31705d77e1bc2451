/** What is typed: lines become statements and commands, and {@code &names} their values. */
@NullMarked
package io.opendcp.proxy.disql.text;

import org.jspecify.annotations.NullMarked;
