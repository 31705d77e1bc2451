package io.opendcp.simulation.planted;

import io.netty.channel.ChannelHandler;
import io.opendcp.proxy.pool.PoolLimits;
import io.opendcp.simulation.Insides;
import io.opendcp.simulation.Tap;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * What plants a bug in one run.
 *
 * @param tap on connections
 * @param inside put into the proxies
 */
record Bug(Tap tap, Consumer<Insides> inside) {
    private static final int FURTHER_CONNECTIONS = 2;

    static Bug none(RandomGenerator chance) {
        return new Bug(Tap.NONE, insides -> {});
    }

    /** A handler on all connections that parties of a kind make: {@code c} clients, {@code DCP} proxies. */
    static Function<RandomGenerator, Bug> on(String kind, Function<RandomGenerator, ChannelHandler> handler) {
        return chance -> new Bug(
                party -> party.startsWith(kind) ? Optional.of(handler.apply(chance)) : Optional.empty(), insides -> {});
    }

    static Bug lastReply(RandomGenerator chance) {
        LastReplyHandler.Last last = new LastReplyHandler.Last();
        return on("c", drawn -> new LastReplyHandler(drawn, last)).apply(chance);
    }

    /** Pools open more connections than they are set to. */
    static Bug largerLimit(RandomGenerator chance) {
        return new Bug(
                Tap.NONE,
                insides -> insides.inPools("room.limits", old -> {
                    PoolLimits limits = (PoolLimits) old;
                    return limits.withSize(limits.size() + FURTHER_CONNECTIONS);
                }));
    }

    static Bug lastInFirstServed(RandomGenerator chance) {
        return new Bug(Tap.NONE, insides -> insides.inPools("line.wishes", old -> new LastInFirstServed<Object>()));
    }
}
