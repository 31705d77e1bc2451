package io.opendcp.features.cut;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.opendcp.features.Testbed;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.time.LoopTime;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.fault.CutAfter;
import io.opendcp.simulator.fault.Direction;
import io.opendcp.simulator.fault.Effect;
import io.opendcp.simulator.fault.PortFaults;
import io.opendcp.simulator.fault.Trigger;
import io.opendcp.simulator.fault.Wire;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A row is inserted and committed while the connection is cut after so many bytes of a message: for every message of the
 * exchange, every position, both directions, on both hops. Then rows are compared with what clients were told. Arguments:
 * how many seeds, the first one.
 */
public final class CutEverywhere {
    private static final String USER = "APP";
    private static final String PASSWORD = "app_secret_1";
    /** Keys have the same number of digits, so that messages have the same length. */
    private static final int FIRST_KEY = 1_000_000;

    private static final int PATIENCE_MILLIS = 20_000;

    /** Where a connection was cut: after {@code bytes} of the {@code nth} message. */
    record Cut(Hop hop, Exchange exchange, Direction direction, int nth, int bytes) {}

    /**
     * @param error empty if there was none
     * @param happened whether there were so many bytes to cut after
     */
    private record Trial(Cut cut, Told told, String error, boolean happened) {}

    /**
     * What was seen.
     *
     * @param cuts how many connections were cut, by hop, exchange and direction
     * @param told how many clients were told what
     * @param wrong disagreements, in words
     */
    record Seen(Map<String, Integer> cuts, Map<Told, Integer> told, List<String> wrong) {}

    private final long seed;
    private final int step;
    private final Map<Integer, Trial> trials = new LinkedHashMap<>();

    /** @param step every how many bytes there is a cut */
    CutEverywhere(long seed, int step) {
        this.seed = seed;
        this.step = step;
    }

    public static void main(String[] args) throws Exception {
        int seeds = Integer.parseInt(args[0]);
        long first = Long.parseLong(args[1]);
        PrintStream out = System.out;
        Map<String, Integer> cuts = new TreeMap<>();
        Map<Told, Integer> told = new TreeMap<>();
        int wrong = 0;
        for (long seed = first; seed < first + seeds; seed++) {
            Seen seen = new CutEverywhere(seed, 1).run();
            seen.cuts.forEach((where, count) -> cuts.merge(where, count, Integer::sum));
            seen.told.forEach((what, count) -> told.merge(what, count, Integer::sum));
            wrong += seen.wrong.size();
            for (String each : seen.wrong) {
                out.println("seed " + seed + ": " + each);
            }
        }
        cuts.forEach((where, count) -> out.println(where + ": cut " + count + " times"));
        out.printf("seeds %d to %d: told %s, disagreements %d%n", first, first + seeds - 1, told, wrong);
        if (wrong > 0) {
            System.exit(1);
        }
    }

    Seen run() throws Exception {
        MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        EventLoop loop = group.next();
        Network network = Network.sockets(loop, new LoopTime(loop), new SplittableRandom(seed));
        try (Testbed bed = new Testbed(MppSpec.ofEps(2).withHashMaps(MppSpec.HashMaps.SEEDED), seed);
                Wire wire = new Wire(network, bed.server().userAddress())) {
            try (Connection ep = bed.ep(0);
                    Statement statement = ep.createStatement()) {
                statement.execute("CREATE USER " + USER + " IDENTIFIED BY \"" + PASSWORD + "\"");
                statement.execute("CREATE TABLE " + USER + ".T(K INT) DISTRIBUTED BY HASH(K)");
            }
            for (Exchange exchange : Exchange.values()) {
                for (Direction direction : Direction.values()) {
                    everywhere(wire, exchange, direction, new OnWire(loop, wire));
                    everywhere(wire, exchange, direction, new OnEps(bed));
                }
            }
            return judged(bed);
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    /** A hop, as cuts are made on it. */
    private interface Place {
        Hop hop();

        void arm(Exchange exchange, CutAfter cut, int nth);

        /** No cut is waiting any more; returns how many were made since the last call. */
        long disarm();
    }

    private void everywhere(Wire wire, Exchange exchange, Direction direction, Place place) throws SQLException {
        boolean messages = true;
        for (int nth = 1; messages; nth++) {
            boolean bytes = true;
            for (int at = 0; bytes; at += step) {
                Cut cut = new Cut(place.hop(), exchange, direction, nth, at);
                bytes = tried(wire, cut, place);
                messages = bytes || at > 0;
            }
        }
    }

    /** Returns whether there was something to cut. */
    private boolean tried(Wire wire, Cut cut, Place place) throws SQLException {
        int key = FIRST_KEY + trials.size();
        CutAfter fault = new CutAfter(cut.direction(), cut.bytes());
        Told told = Told.DONE;
        String error = "";
        int port = ((InetSocketAddress) wire.address()).getPort();
        String url = "jdbc:dm://127.0.0.1:" + port + "?language=en&loginEncrypt=false&socketTimeout=" + PATIENCE_MILLIS;
        try (Connection connection = DriverManager.getConnection(url, USER, PASSWORD)) {
            try {
                cut.exchange().run(connection, key, () -> place.arm(cut.exchange(), fault, cut.nth()));
            } catch (SQLException e) {
                told = Told.by(e);
                error = e.getErrorCode() + " " + e.getMessage();
            }
        }
        boolean happened = place.disarm() > 0;
        trials.put(key, new Trial(cut, told, error, happened));
        return happened;
    }

    private Seen judged(Testbed bed) throws SQLException {
        Map<Integer, Integer> rows = new HashMap<>();
        try (Connection ep = bed.ep(0);
                Statement statement = ep.createStatement();
                ResultSet counted = statement.executeQuery("SELECT K, COUNT(*) FROM " + USER + ".T GROUP BY K")) {
            while (counted.next()) {
                rows.put(counted.getInt(1), counted.getInt(2));
            }
        }
        List<String> wrong = new ArrayList<>();
        trials.forEach((key, trial) -> {
            int there = rows.getOrDefault(key, 0);
            if (!trial.told.agreesWith(there)) {
                wrong.add("%s: told %s (%s), rows %d".formatted(trial.cut, trial.told, trial.error, there));
            }
        });
        Map<String, Integer> cuts = trials.values().stream()
                .filter(Trial::happened)
                .map(Trial::cut)
                .collect(Collectors.groupingBy(
                        cut -> cut.hop + " " + cut.exchange + " " + cut.direction,
                        TreeMap::new,
                        Collectors.summingInt(cut -> 1)));
        Map<Told, Integer> told = trials.values().stream()
                .collect(Collectors.groupingBy(Trial::told, TreeMap::new, Collectors.summingInt(trial -> 1)));
        return new Seen(cuts, told, wrong);
    }

    private static Trigger trigger(String at, Exchange exchange, CutAfter cut, int nth, String user) {
        Effect effect = new Effect.OnFrame(nth, cut);
        return new Trigger(at, Direction.REPLIES, 0, exchange.messages(), user, effect, 1);
    }

    private static long bites(PortFaults faults) {
        return faults.bites().getOrDefault("CutAfter", 0L);
    }

    private static final class OnWire implements Place {
        private final EventLoop loop;
        private final PortFaults faults;
        private long before;

        OnWire(EventLoop loop, Wire wire) {
            this.loop = loop;
            faults = wire.faults();
        }

        private <T> T on(Callable<T> task) {
            return loop.submit(task).syncUninterruptibly().getNow();
        }

        @Override
        public Hop hop() {
            return Hop.CLIENT_DCP;
        }

        @Override
        public void arm(Exchange exchange, CutAfter cut, int nth) {
            before = on(() -> {
                faults.arm(trigger("DCP", exchange, cut, nth, ""));
                return bites(faults);
            });
        }

        @Override
        public long disarm() {
            return on(() -> {
                faults.heal();
                return bites(faults) - before;
            });
        }
    }

    private static final class OnEps implements Place {
        private final Testbed bed;
        private long before;

        OnEps(Testbed bed) {
            this.bed = bed;
        }

        @Override
        public Hop hop() {
            return Hop.DCP_EP;
        }

        @Override
        public void arm(Exchange exchange, CutAfter cut, int nth) {
            before = bed.mpp(mpp -> {
                mpp.eps().forEach(ep -> mpp.suffers(trigger(ep.spec().instanceName(), exchange, cut, nth, USER)));
                return mpp.eps().stream().mapToLong(ep -> bites(ep.faults())).sum();
            });
        }

        @Override
        public long disarm() {
            return bed.mpp(mpp -> {
                        mpp.eps().forEach(ep -> ep.heal());
                        return mpp.eps().stream()
                                .mapToLong(ep -> bites(ep.faults()))
                                .sum();
                    })
                    - before;
        }
    }
}
