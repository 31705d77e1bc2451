package io.opendcp.protocol.net;

import io.netty.channel.EventLoop;
import io.opendcp.protocol.time.Time;
import java.net.SocketAddress;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;

/**
 * One event loop with the transport, the time and the chance of all that runs on it: what the outside world is to
 * servers and clients alike.
 *
 * @param chance of all that is drawn; in production a secure generator
 */
public record Network(EventLoop loop, Transport transport, Time time, RandomGenerator chance) {
    /** Sockets. */
    public static Network sockets(EventLoop loop, Time time, RandomGenerator chance) {
        return new Network(loop, SocketTransport.SOCKETS, time, chance);
    }

    /** The same network for a part that has its own luck. */
    public Network withChance(RandomGenerator own) {
        return new Network(loop, transport, time, own);
    }

    /** An address as people write it: {@code host:port}. */
    public String name(SocketAddress address) {
        return transport.name(address);
    }

    /** Whose connections count together: the host of {@code address}. */
    public String source(SocketAddress address) {
        return transport.source(address);
    }

    /**
     * Does something on the event loop: at once if called from there, else the caller waits for it.
     *
     * @return what {@code task} returned; what it threw is thrown
     */
    public <T> T call(Callable<T> task) {
        if (!loop.inEventLoop()) {
            return loop.submit(task).syncUninterruptibly().getNow();
        }
        try {
            return task.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a task that throws what it does not declare", e);
        }
    }
}
