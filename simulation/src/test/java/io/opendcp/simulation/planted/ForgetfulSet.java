package io.opendcp.simulation.planted;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Now and then it keeps what was taken out, once: a connection that is lent stays free. */
final class ForgetfulSet<E> extends LinkedHashSet<E> {
    private static final long serialVersionUID = 1L;

    private final transient RandomGenerator chance;
    private final transient Set<Object> kept = new HashSet<>();

    ForgetfulSet(RandomGenerator chance) {
        this.chance = chance;
    }

    @Override
    public boolean remove(Object each) {
        boolean forgets = contains(each) && chance.nextInt(40) == 0 && kept.add(each);
        return !forgets && super.remove(each);
    }
}
