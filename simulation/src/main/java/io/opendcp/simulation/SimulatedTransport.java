package io.opendcp.simulation;

import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalServerChannel;
import io.opendcp.protocol.net.Transport;
import io.opendcp.protocol.time.Time;
import java.net.SocketAddress;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** The network as one party has it: its connections are named after it and numbered. */
final class SimulatedTransport implements Transport {
    private final String party;
    private final Wires wires;
    private final Time time;
    private final RandomGenerator chance;
    private final Journal journal;
    private final Tap tap;
    private final Buffers buffers;
    private int connections;
    private Consumer<Channel> onAccepted = channel -> {};

    /** @param chance of how long messages take */
    SimulatedTransport(
            String party, Wires wires, Time time, RandomGenerator chance, Journal journal, Tap tap, Buffers buffers) {
        this.party = party;
        this.wires = wires;
        this.time = time;
        this.chance = chance;
        this.journal = journal;
        this.tap = tap;
        this.buffers = buffers;
    }

    /** Who is told of each connection that the party accepts, before anything has come on it. */
    void onAccepted(Consumer<Channel> told) {
        onAccepted = told;
    }

    @Override
    public Class<? extends ServerChannel> serverChannel() {
        return LocalServerChannel.class;
    }

    @Override
    public Class<? extends Channel> clientChannel() {
        return LocalChannel.class;
    }

    @Override
    public LocalAddress from() {
        return wires.address(party + "#" + ++connections);
    }

    @Override
    public String name(SocketAddress address) {
        return wires.name(address);
    }

    /** The party: its connections are numbered. */
    @Override
    public String source(SocketAddress address) {
        return name(address).replaceFirst("#\\d+$", "");
    }

    @Override
    public void begins(Channel channel) {
        buffers.serve(channel);
        if (channel.parent() == null) { // the client's end, which has the way in both directions
            channel.pipeline().addFirst("journal", new FrameJournalHandler(journal, this));
            tap.on(party).ifPresent(handler -> channel.pipeline().addFirst("tap", handler));
            channel.pipeline().addFirst("wire", new WireHandler(time, chance, wires.least(), wires.most()));
        } else {
            onAccepted.accept(channel);
        }
    }
}
