package io.opendcp.simulation.tape;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.type.WireFormat;
import io.opendcp.simulation.SimulatedClient;
import io.opendcp.simulation.Simulation;
import io.opendcp.simulation.Workload;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Asks what a {@link Tape} has, in its order, and requires the same gist of each answer. It is at home where nothing is lost, however late
 * it comes: a driver's program, too, knows no second try of its own.
 */
public final class TapePlayer implements Workload {
    /** A connection of the tape as it is played. */
    private static final class Player {
        final SimulatedClient client;
        final Map<Integer, Integer> handles = new HashMap<>();
        final Gists then;
        final Gists now;

        Player(SimulatedClient client, WireFormat format) {
            this.client = client;
            then = new Gists(format);
            now = new Gists(format);
        }
    }

    private final Tape tape;
    private final Map<Integer, Player> players = new HashMap<>();
    private final CompletableFuture<Void> played = new CompletableFuture<>();
    private int next;

    public TapePlayer(Tape tape) {
        this.tape = tape;
    }

    @Override
    public Map<String, Long> counts() {
        return Map.of("exchanges", (long) next);
    }

    @Override
    public CompletableFuture<?> begin(Simulation simulation) {
        play(simulation);
        return played;
    }

    private void play(Simulation simulation) {
        if (next == tape.exchanges().size()) {
            played.complete(null);
            return;
        }
        Exchange exchange = tape.exchanges().get(next);
        connected(simulation, exchange.connection())
                .thenCompose(player -> ask(player, exchange))
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        played.completeExceptionally(failure);
                    } else {
                        next++;
                        play(simulation);
                    }
                });
    }

    private CompletableFuture<Player> connected(Simulation simulation, int number) {
        Player known = players.get(number);
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        SimulatedClient client = simulation.client("tape" + number);
        return client.connect().thenApply(on -> {
            Player player = new Player(client, client.format());
            players.put(number, player);
            return player;
        });
    }

    private CompletableFuture<Void> ask(Player player, Exchange exchange) {
        ByteBuf recorded = exchange.requestFrame();
        int handle = Header.handle(recorded);
        ByteBuf request = recorded.copy();
        if (handle != 0) {
            Header.rehandle(request, player.handles.getOrDefault(handle, handle));
        }
        String expected = player.then.of(recorded, new Frame(exchange.replyFrame()));
        return player.client
                .ask(request, reply -> {
                    if (Header.command(recorded) == Command.ALLOCATE_STATEMENT) {
                        player.handles.put(Header.handle(exchange.replyFrame()), reply.handle());
                    }
                    return player.now.of(recorded, reply);
                })
                .exceptionally(failure -> {
                    int code = SimulatedClient.code(failure);
                    if (code == 0) {
                        throw new IllegalStateException("exchange " + (next + 1), failure);
                    }
                    return Gists.error(code);
                })
                .thenAccept(gist -> require(exchange, gist, expected));
    }

    private void require(Exchange exchange, String gist, String expected) {
        if (!gist.equals(expected)) {
            throw new IllegalStateException("exchange %d, %s on connection %d: %s, on the tape %s"
                    .formatted(
                            next + 1, Header.command(exchange.requestFrame()), exchange.connection(), gist, expected));
        }
    }
}
