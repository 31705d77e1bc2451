package io.opendcp.proxy.pool;

import io.opendcp.protocol.ini.DmIniKeys;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How many connections there are, in all, of each user and to each EP, and whether there may be one more. In use are those
 * that are lent or in the making; free ones are closed where one more is wanted.
 */
final class Room {
    private final Share total = new Share();
    private final Map<String, Share> users = new HashMap<>();
    private final Map<Integer, Share> eps = new HashMap<>();
    private PoolLimits limits;

    Room(PoolLimits limits) {
        this.limits = limits;
    }

    private static final class Share {
        /** In use or free. */
        private int all;

        private int used;
    }

    /**
     * A limit that is full.
     *
     * @param setting its name in dm.ini, perhaps with whose it is
     */
    record Limit(String setting, int used, int most) {}

    PoolLimits limits() {
        return limits;
    }

    void limits(PoolLimits now) {
        limits = now;
    }

    /** Whether nobody at all can have one. */
    boolean full() {
        return total.used >= limits.size();
    }

    /**
     * Whether one can be had, free, in the place of a free one, or as a further one.
     *
     * @param kept for whom one of his user and one to his EP are set aside
     */
    boolean has(PoolKey key, @Nullable PoolKey kept) {
        return !full() && !userFull(key, kept) && !epFull(key, kept);
    }

    private boolean userFull(PoolKey key, @Nullable PoolKey kept) {
        int aside = kept != null && kept.user().equals(key.user()) ? 1 : 0;
        return limits.user() > 0 && used(users.get(key.user())) + aside >= limits.user();
    }

    private boolean epFull(PoolKey key, @Nullable PoolKey kept) {
        int aside = kept != null && kept.epno() == key.epno() ? 1 : 0;
        return limits.ep() > 0 && used(eps.get(key.epno())) + aside >= limits.ep();
    }

    private static int used(@Nullable Share share) {
        return share == null ? 0 : share.used;
    }

    private static int all(@Nullable Share share) {
        return share == null ? 0 : share.all;
    }

    /**
     * The limit for which one cannot be had.
     *
     * @param ep the EP's name
     */
    Limit missing(PoolKey key, String ep, @Nullable PoolKey kept) {
        if (userFull(key, kept)) {
            String setting = DmIniKeys.DCP_POOL_USER_LIMIT.name() + ": " + key.user();
            return new Limit(setting, used(users.get(key.user())), limits.user());
        }
        if (epFull(key, kept)) {
            String setting = DmIniKeys.DCP_POOL_EP_LIMIT.name() + ": " + ep;
            return new Limit(setting, used(eps.get(key.epno())), limits.ep());
        }
        return new Limit(DmIniKeys.DCP_CONN_POOL_SIZE.name(), total.used, limits.size());
    }

    /** Whether another one of its user needs one of the user's to go. */
    boolean userCrowded(PoolKey key) {
        return limits.user() > 0 && all(users.get(key.user())) >= limits.user();
    }

    /** Whether another one to its EP needs one to the EP to go. */
    boolean epCrowded(PoolKey key) {
        return limits.ep() > 0 && all(eps.get(key.epno())) >= limits.ep();
    }

    /** Whether another one needs one to go. */
    boolean crowded() {
        return total.all >= limits.size();
    }

    /** Whether there are too many, in all, of its user or to its EP, of which it is one. */
    boolean exceeded(PoolKey key) {
        return total.all > limits.size()
                || limits.user() > 0 && all(users.get(key.user())) > limits.user()
                || limits.ep() > 0 && all(eps.get(key.epno())) > limits.ep();
    }

    /** One is being made; it is in use. */
    void making(PoolKey key) {
        change(key, share -> {
            share.all++;
            share.used++;
        });
    }

    /** One that is free is lent. */
    void lent(PoolKey key) {
        change(key, share -> share.used++);
    }

    /** One that was in use is free. */
    void freed(PoolKey key) {
        change(key, share -> share.used--);
    }

    /** One is no more, or was not made. */
    void gone(PoolKey key, boolean wasFree) {
        change(key, share -> {
            share.all--;
            share.used -= wasFree ? 0 : 1;
        });
        users.computeIfPresent(key.user(), (user, share) -> share.all == 0 ? null : share);
        eps.computeIfPresent(key.epno(), (epno, share) -> share.all == 0 ? null : share);
    }

    /** Lent or in the making. */
    int used() {
        return total.used;
    }

    int free() {
        return total.all - total.used;
    }

    private void change(PoolKey key, Consumer<Share> change) {
        change.accept(total);
        change.accept(users.computeIfAbsent(key.user(), user -> new Share()));
        change.accept(eps.computeIfAbsent(key.epno(), epno -> new Share()));
    }
}
