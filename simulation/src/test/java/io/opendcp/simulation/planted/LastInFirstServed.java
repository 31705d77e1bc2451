package io.opendcp.simulation.planted;

import java.util.ArrayDeque;

/** A line in which whoever came last is served first. */
final class LastInFirstServed<E> extends ArrayDeque<E> {
    private static final long serialVersionUID = 1L;

    @Override
    public E removeFirst() {
        return removeLast();
    }
}
