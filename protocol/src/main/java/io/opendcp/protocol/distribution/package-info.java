/**
 * On which EP a row lives: hash, hash map, ROWID. Source: {@code docs/protocol/distribution.md}.
 */
@NullMarked
package io.opendcp.protocol.distribution;

import org.jspecify.annotations.NullMarked;
