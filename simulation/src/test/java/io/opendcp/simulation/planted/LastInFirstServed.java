package io.opendcp.simulation.planted;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;

/** The wishes of a line in which whoever came last is served first. */
final class LastInFirstServed<E> extends LinkedHashSet<E> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<E> iterator() {
        List<E> lastFirst = new ArrayList<>();
        super.iterator().forEachRemaining(lastFirst::add);
        Collections.reverse(lastFirst);
        return lastFirst.iterator();
    }
}
