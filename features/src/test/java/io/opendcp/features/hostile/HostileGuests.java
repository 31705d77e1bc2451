package io.opendcp.features.hostile;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.opendcp.features.Testbed;
import io.opendcp.features.hostile.Stranger.End;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.time.LoopTime;
import io.opendcp.simulator.MppSpec;
import java.io.PrintStream;
import java.net.SocketAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Nonsense of every kind at every port, before a login and after one, while an application and an administrator go on with
 * their work. Arguments: how often each kind at each port, seed.
 */
public final class HostileGuests {
    /** DCP_LOGIN_TIMEOUT of the DCP under attack. */
    private static final int LOGIN_SECONDS = 1;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int UNKNOWN_COMMAND = -8901;

    /**
     * What was seen.
     *
     * @param ends how strangers ended, by kind
     * @param wrong what ended otherwise than it must, in words
     * @param served statements that the honest sessions ran meanwhile
     */
    record Seen(Map<Nonsense, Map<End, Integer>> ends, List<String> wrong, long served) {}

    private final int times;
    private final SplittableRandom chance;
    private final Map<Nonsense, Map<End, Integer>> ends = new EnumMap<>(Nonsense.class);
    private final List<String> wrong = new ArrayList<>();

    HostileGuests(int times, long seed) {
        this.times = times;
        chance = new SplittableRandom(seed);
    }

    public static void main(String[] args) throws Exception {
        Seen seen = new HostileGuests(Integer.parseInt(args[0]), Long.parseLong(args[1])).run();
        PrintStream out = System.out;
        seen.ends.forEach((kind, counts) -> out.println(kind + " " + counts));
        out.println("wrong: " + seen.wrong);
        out.println("statements of honest sessions meanwhile, none failed: " + seen.served);
    }

    Seen run() throws Exception {
        MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        AtomicBoolean over = new AtomicBoolean();
        try (Testbed bed = new Testbed(MppSpec.ofEps(2), 3, "DCP_LOGIN_TIMEOUT = " + LOGIN_SECONDS)) {
            try (Connection ep = bed.ep(0);
                    Statement statement = ep.createStatement()) {
                statement.execute("CREATE TABLE T(K INT PRIMARY KEY) DISTRIBUTED BY HASH(K)");
                statement.execute("INSERT INTO T VALUES(1), (2)");
            }
            EventLoop loop = group.next();
            Network network = Network.sockets(loop, new LoopTime(loop), chance.split());
            CompletableFuture<Long> application = honest(bed.dcp(), "SELECT K FROM T WHERE K = 1", over);
            CompletableFuture<Long> administrator = honest(bed.management(), "SELECT 1 FROM V$DCPINSTS", over);
            for (SocketAddress port : bed.ports()) {
                strangers(port);
                for (int i = 0; i < times; i++) {
                    guests(network, port);
                }
            }
            silence(bed.ports().subList(0, 2));
            over.set(true);
            long served = application.get(10, TimeUnit.SECONDS) + administrator.get(10, TimeUnit.SECONDS);
            return new Seen(ends, wrong, served);
        } finally {
            over.set(true);
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    /** Asks the same again and again; fails with the first wrong answer. */
    private static CompletableFuture<Long> honest(Connection connection, String sql, AtomicBoolean over) {
        return CompletableFuture.supplyAsync(() -> {
            long asked = 0;
            try (connection;
                    Statement statement = connection.createStatement()) {
                for (; !over.get(); asked++) {
                    try (ResultSet rows = statement.executeQuery(sql)) {
                        if (!rows.next() || rows.getInt(1) != 1) {
                            throw new IllegalStateException("a wrong answer to " + sql);
                        }
                    }
                }
                return asked;
            } catch (SQLException e) {
                throw new IllegalStateException(sql, e);
            }
        });
    }

    private void strangers(SocketAddress port) throws Exception {
        for (Nonsense kind : Nonsense.values()) {
            for (int i = 0; i < times; i++) {
                End end = Stranger.talk(port, kind.bytes(chance), kind.unfinished(), PATIENCE);
                ends.computeIfAbsent(kind, unknown -> new EnumMap<>(End.class)).merge(end, 1, Integer::sum);
                boolean answered = kind == Nonsense.STARTUP_TWICE; // the first of the two is in order
                if (end == End.OPEN || end == End.ANSWERED && !answered) {
                    wrong.add(kind + " at " + port + ": " + end);
                }
            }
        }
    }

    private void guests(Network network, SocketAddress port) throws Exception {
        Guest unknown = Guest.login(network, port);
        for (int i = 0; i < 2; i++) {
            unknown.say(command(250));
            expect(port, "an unknown command", Objects.equals(unknown.reply(), UNKNOWN_COMMAND));
        }
        unknown.leave();

        Guest garbage = Guest.login(network, port);
        garbage.say(Nonsense.GARBAGE.bytes(chance));
        Integer code = garbage.reply();
        expect(port, "garbage in a session", code == null || code < 0);
        garbage.leave();

        Guest checksum = Guest.login(network, port);
        checksum.say(Nonsense.WRONG_CHECKSUM.bytes(chance));
        code = checksum.reply();
        expect(port, "a wrong checksum in a session", code == null || code < 0);
        checksum.leave();

        Guest half = Guest.login(network, port);
        half.say(Nonsense.HALF_FRAME.bytes(chance));
        half.leave();
    }

    private void expect(SocketAddress port, String what, boolean right) {
        if (!right) {
            wrong.add(what + " at " + port);
        }
    }

    /** A frame of a command without a body. */
    private static byte[] command(int code) {
        byte[] header = new byte[Nonsense.HEADER];
        header[4] = (byte) code;
        header[19] = (byte) code;
        return header;
    }

    /** Who says nothing is shown out after DCP_LOGIN_TIMEOUT. */
    private void silence(List<SocketAddress> ports) throws Exception {
        for (SocketAddress port : ports) {
            End end = Stranger.talk(port, new byte[0], false, PATIENCE);
            expect(port, "silence: " + end, end == End.CLOSED || end == End.ERROR);
        }
    }
}
