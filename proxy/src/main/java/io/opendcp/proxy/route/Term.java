package io.opendcp.proxy.route;

/**
 * A value that a shape has a mark for.
 *
 * @param mark number of the {@code ?} in the shape, from 0; {@link #NULL} for the word NULL
 * @param negated whether a minus stands before it
 */
record Term(int mark, boolean negated) {
    static final int NULL = -1;
}
