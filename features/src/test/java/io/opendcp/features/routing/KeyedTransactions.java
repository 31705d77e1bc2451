package io.opendcp.features.routing;

import io.opendcp.features.Testbed;
import io.opendcp.simulator.Activity;
import io.opendcp.simulator.MppSpec;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Transactions about one key each, through the DCP and then straight on one EP, on seeded hash maps. Each is told apart in
 * the EPs' activity logs by a comment in its statements. Arguments: how many, seed.
 */
public final class KeyedTransactions {
    private static final int EPS = 3;
    /** Rows of the table before the first transaction; more come by INSERT. */
    private static final int ROWS = 500;

    /**
     * What was seen.
     *
     * @param astray transactions of which a statement ran on another EP than the one its row is on
     * @param dcpBytes bytes between EPs for the transactions through the DCP
     * @param epBytes the same for the same transactions straight on EP 0
     * @param perEp transactions by EP
     */
    record Seen(int transactions, int astray, long dcpBytes, long epBytes, Map<Integer, Integer> perEp) {}

    private final int count;
    private final long seed;

    KeyedTransactions(int count, long seed) {
        this.count = count;
        this.seed = seed;
    }

    public static void main(String[] args) throws Exception {
        int count = Integer.parseInt(args[0]);
        long seed = Long.parseLong(args[1]);
        print(new KeyedTransactions(count, seed).run(), seed, System.out);
    }

    private static void print(Seen seen, long seed, PrintStream out) {
        out.printf(
                "seed %d: %d keyed transactions through the DCP, by EP %s, astray %d, bytes between EPs %d%n",
                seed, seen.transactions, seen.perEp, seen.astray, seen.dcpBytes);
        out.printf(
                "the same straight on EP 0: bytes between EPs %d, %.1f a transaction%n",
                seen.epBytes, (double) seen.epBytes / seen.transactions);
    }

    Seen run() throws Exception {
        MppSpec spec = MppSpec.ofEps(EPS).withHashMaps(MppSpec.HashMaps.SEEDED);
        try (Testbed bed = new Testbed(spec, seed)) {
            fill(bed);
            long before = bytes(bed);
            try (Connection connection = bed.dcp()) {
                transactions(connection, "dcp", 0);
            }
            long dcpBytes = bytes(bed) - before;
            Map<Integer, Integer> perEp = new HashMap<>();
            int astray = astray(bed, perEp);
            before = bytes(bed);
            try (Connection connection = bed.ep(0)) {
                transactions(connection, "ep", ROWS + count);
            }
            return new Seen(count, astray, dcpBytes, bytes(bed) - before, perEp);
        }
    }

    private static long bytes(Testbed bed) {
        return bed.mpp(mpp -> mpp.traffic().dataBytes());
    }

    private static void fill(Testbed bed) throws SQLException {
        try (Connection connection = bed.ep(0);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE PLACE(ID INT PRIMARY KEY, NAME VARCHAR(30)) DISTRIBUTED FULLY");
            statement.execute("INSERT INTO PLACE VALUES(0, 'north'), (1, 'south')");
            statement.execute("CREATE TABLE BYNUMBER(K INT PRIMARY KEY, P INT, V VARCHAR(30)) DISTRIBUTED BY HASH(K)");
            statement.execute("CREATE TABLE BYTEXT(K VARCHAR(20), N INT, V VARCHAR(30)) DISTRIBUTED BY HASH(K, N)");
            for (int key = 0; key < ROWS; key++) {
                statement.execute("INSERT INTO BYNUMBER VALUES(%d, %d, 'v')".formatted(key, key % 2));
                statement.execute("INSERT INTO BYTEXT VALUES('key %d', %d, 'v')".formatted(key, key));
            }
        }
    }

    /** @param newKeys where keys of inserted rows begin */
    private void transactions(Connection connection, String tag, int newKeys) throws SQLException {
        SplittableRandom chance = new SplittableRandom(seed);
        for (int number = 0; number < count; number++) {
            int key = chance.nextInt(ROWS);
            String note = " /* %s %d */".formatted(tag, number);
            switch (chance.nextInt(6)) {
                case 0 -> read(connection, "SELECT V FROM BYNUMBER WHERE K = " + key + note);
                case 1 -> bound(connection, "SELECT V FROM BYTEXT WHERE N = ? AND K = ?" + note, key, "key " + key);
                case 2 -> bound(connection, "UPDATE BYNUMBER SET V = 'w' WHERE K = ?" + note, key);
                case 3 -> {
                    int fresh = ROWS + newKeys + number;
                    bound(connection, "INSERT INTO BYNUMBER VALUES(?, 1, 'n')" + note, fresh);
                }
                case 4 ->
                    read(
                            connection,
                            "SELECT B.V, P.NAME FROM BYNUMBER B, PLACE P WHERE B.P = P.ID AND B.K = " + key + note);
                default -> together(connection, key, note);
            }
        }
    }

    private static void together(Connection connection, int key, String note) throws SQLException {
        connection.setAutoCommit(false);
        bound(connection, "UPDATE BYNUMBER SET V = 'x' WHERE K = ?" + note, key);
        read(connection, "SELECT V FROM BYNUMBER WHERE K = " + key + note);
        connection.commit();
        connection.setAutoCommit(true);
    }

    private static void read(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            if (!rows.next()) {
                throw new IllegalStateException("no row: " + sql);
            }
        }
    }

    private static void bound(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            if (statement.execute() && !statement.getResultSet().next()) {
                throw new IllegalStateException("no row: " + sql);
            }
        }
    }

    /** Compares where statements ran with where their rows are, which each EP is asked by itself. */
    private int astray(Testbed bed, Map<Integer, Integer> perEp) throws SQLException {
        Map<String, List<Integer>> ranOn = new HashMap<>();
        for (int epno = 0; epno < EPS; epno++) {
            int on = epno;
            List<String> texts =
                    bed.mpp(mpp -> List.copyOf(mpp.ep(on).activity().entries()).stream()
                            .filter(entry -> entry.kind() == Activity.Kind.STATEMENT)
                            .map(Activity.Entry::text)
                            .filter(text -> text.contains("/* dcp "))
                            .toList());
            for (String text : texts) {
                ranOn.computeIfAbsent(text.substring(text.indexOf("/* dcp ")), tag -> new ArrayList<>())
                        .add(on);
            }
        }
        Map<Integer, Integer> homeOfNumber = homes(bed, "SELECT K FROM BYNUMBER");
        Map<Integer, Integer> homeOfText = homes(bed, "SELECT N FROM BYTEXT");
        int astray = 0;
        SplittableRandom chance = new SplittableRandom(seed);
        for (int number = 0; number < count; number++) {
            int key = chance.nextInt(ROWS);
            int form = chance.nextInt(6);
            int home = form == 1
                    ? homeOfText.getOrDefault(key, -1)
                    : homeOfNumber.getOrDefault(form == 3 ? ROWS + number : key, -1);
            List<Integer> ran = ranOn.getOrDefault("/* dcp %d */".formatted(number), List.of());
            boolean right = ran.size() == (form == 5 ? 2 : 1) && ran.stream().allMatch(on -> on == home);
            astray += right ? 0 : 1;
            perEp.merge(home, 1, Integer::sum);
        }
        return astray;
    }

    private static Map<Integer, Integer> homes(Testbed bed, String keys) throws SQLException {
        Map<Integer, Integer> homes = new HashMap<>();
        for (int epno = 0; epno < EPS; epno++) {
            try (Connection local = bed.localOn(epno);
                    Statement statement = local.createStatement();
                    ResultSet rows = statement.executeQuery(keys)) {
                while (rows.next()) {
                    homes.put(rows.getInt(1), epno);
                }
            }
        }
        return homes;
    }
}
