/**
 * What a statement is made of, apart from its bytes: descriptors, statement types, results.
 */
@NullMarked
package io.opendcp.protocol.statement;

import org.jspecify.annotations.NullMarked;
