package io.opendcp.proxy.session;

import static io.opendcp.protocol.statement.TransactionStatus.COMMITTED;
import static io.opendcp.protocol.statement.TransactionStatus.NONE;
import static io.opendcp.protocol.statement.TransactionStatus.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.message.ExecuteReply;
import io.opendcp.protocol.message.Fetch;
import io.opendcp.protocol.message.LobLength;
import io.opendcp.protocol.message.LobLengthReply;
import io.opendcp.protocol.message.LobView;
import io.opendcp.protocol.message.Prepare;
import io.opendcp.protocol.message.PrepareView;
import io.opendcp.protocol.message.ReplyContext;
import io.opendcp.protocol.message.ReplyView;
import io.opendcp.protocol.message.Request;
import io.opendcp.protocol.message.TruncateLob;
import io.opendcp.protocol.message.TruncateLobReply;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.LobAddress;
import io.opendcp.protocol.type.LobLocator;
import io.opendcp.protocol.type.LobOwner;
import io.opendcp.protocol.type.RowId;
import io.opendcp.protocol.type.TypeSpec;
import io.opendcp.proxy.pool.EmbeddedEp;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Several clients at once, EPs that answer when they like, refuse, send away and break: no statement runs in another
 * client's transaction or schema, a LOB is asked for where it is, every request gets one answer, and nothing is left over.
 */
class SessionsRandomTest {
    private static final int STEPS = 4000;
    private static final int CLIENTS = 4;
    private static final int ANY_CONNECTION = -2;
    private static final int READS_LOB = 6;
    private static final int CHANGES_LOB = 7;
    private static final TypeSpec CLOB = new TypeSpec(DmType.CLOB, Integer.MAX_VALUE, 0);

    /** What an EP knows of one connection. */
    private static final class Connection {
        private String schema = "APP";
        private @Nullable Player transaction;
        /** What its last statement said. */
        private boolean autoCommit = true;
        /** What is open under each handle, for clients that read forwards. */
        private final Map<Integer, Cursor> cursors = new HashMap<>();
    }

    /** The rows of one SELECT; no other has as many. */
    private static final class Cursor {
        private final Player of;
        private final long total;
        private long next;

        Cursor(Player of, long total, long next) {
            this.of = of;
            this.total = total;
            this.next = next;
        }
    }

    /** A client, and what it believes. */
    private static final class Player {
        private final StagedClient client;
        private final String name;
        private final int handle;
        private String schema = "APP";
        private String wanted = "";
        private boolean lastAutoCommit = true;
        private int sent;
        private int answered;
        /** LOBs that it has been told of, in the order of the answers; also such as are gone by now. */
        private final List<LobLocator> lobs = new ArrayList<>();
        /** Whether it waits for rows, and of how many it has how many. */
        private boolean fetching;

        private boolean executing;
        private long total;
        private long read;

        Player(StagedClient client, String name) {
            this.client = client;
            this.name = name;
            handle = client.allocate();
        }

        void runs(String sql) {
            lastAutoCommit = client.autoCommit;
            client.direct(handle, sql);
        }

        void hears(Frame reply) {
            boolean failed = ReplyView.isError(reply.content());
            if (fetching && failed) {
                total = read;
            } else if (fetching) {
                assertThat(ReplyView.fetchTotal(reply.content()))
                        .as("another's rows")
                        .isEqualTo(total);
                read += ReplyView.fetchRows(reply.content());
                assertThat(read).isLessThanOrEqualTo(total);
            } else if (executing) {
                boolean rows = !failed && ReplyView.statementType(reply.content()) == StatementType.SELECT.code();
                total = rows ? ReplyView.executeTotal(reply.content()) : 0;
                read = rows ? ReplyView.executeRows(reply.content()) : 0;
            }
            fetching = false;
            executing = false;
        }

        boolean busy() {
            return sent > answered;
        }
    }

    private final Stage stage = new Stage(2);
    private final Map<StagedEp, Connection> connections = new HashMap<>();
    private final List<Player> players = new ArrayList<>();
    private SplittableRandom chance = new SplittableRandom(0);
    private int names;
    private long selects;
    private String when = "";

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void nothing_of_one_client_reaches_another(long number) {
        long seed = Long.getLong("dcp.seed", number);
        chance = new SplittableRandom(seed);
        stage.loginsLater = new ArrayDeque<>();
        stage.limit("DCP_RESULT_READ_AHEAD", number % 2 == 0 ? 0 : 256);
        for (int step = 0; step < STEPS; step++) {
            when = "seed " + seed + ", step " + step;
            step();
        }
        settle();
        for (Player each : players) {
            assertThat(each.client.ended || !each.busy())
                    .as("an answer for all; " + when)
                    .isTrue();
        }
        stage.close();
    }

    private void step() {
        while (players.size() < CLIENTS) {
            players.add(new Player(stage.client(), "C" + ++names));
        }
        int drawn = chance.nextInt(100);
        if (drawn < 40) {
            ask(players.get(chance.nextInt(players.size())));
        } else if (drawn < 80) {
            List<StagedEp> waiting =
                    stage.connections.stream().filter(SessionsRandomTest::waits).toList();
            if (!waiting.isEmpty()) {
                answer(waiting.get(chance.nextInt(waiting.size())));
            }
        } else if (drawn < 90) {
            Runnable login = stage.loginsLater == null ? null : stage.loginsLater.poll();
            if (login != null) {
                login.run();
            }
        } else if (drawn < 92) {
            Player leaving = players.remove(chance.nextInt(players.size()));
            leaving.client.leave();
        } else if (drawn < 94) {
            List<StagedEp> open =
                    stage.connections.stream().filter(ep -> ep.channel.open()).toList();
            if (!open.isEmpty()) {
                open.get(chance.nextInt(open.size())).cut();
            }
        } else if (drawn < 97) {
            stage.any(chance.nextInt(2));
        } else {
            stage.time.turn(Duration.ofSeconds(chance.nextInt(12)));
        }
        listen();
    }

    private static boolean waits(StagedEp ep) {
        return ep.waiting() != null && ep.channel.open();
    }

    private void ask(Player player) {
        if (player.busy() || player.client.ended) {
            return;
        }
        player.sent++;
        StagedClient client = player.client;
        int epno = chance.nextInt(2);
        if (player.read < player.total && chance.nextInt(3) > 0) {
            player.fetching = true;
            client.fetch(player.handle, player.read);
            return;
        }
        int drawn = chance.nextInt(10);
        player.executing = drawn > 1 && drawn != READS_LOB && drawn != CHANGES_LOB;
        switch (drawn) {
            case 0 -> client.commit();
            case 1 -> client.rollback();
            case 2 -> {
                player.wanted = "S" + chance.nextInt(3);
                player.runs("SET SCHEMA " + player.wanted + " BY " + player.name);
            }
            case 3, 4 -> player.runs("SELECT " + player.name + " EP " + epno);
            case 5 -> player.runs("SELECT LOB " + player.name + " EP " + epno);
            case READS_LOB ->
                client.send(lob(player, length -> new LobLength(true, length.address(), length.owner(), -1)));
            case CHANGES_LOB ->
                client.send(lob(player, cut -> new TruncateLob(true, cut.address(), cut.owner(), 1, -1)));
            default -> {
                client.autoCommit = chance.nextBoolean();
                player.runs("INSERT " + player.name + " EP " + epno);
            }
        }
    }

    /** A request about one of the player's LOBs; one that it never had if it has none. */
    private Request lob(Player player, Function<LobLocator, Request> request) {
        int count = player.lobs.size();
        return request.apply(
                count == 0
                        ? LobLocator.outOfRow(LobAddress.inRow(1), 1, LobOwner.SESSION)
                        : player.lobs.get(chance.nextInt(count)));
    }

    /** A LOB that says by its file which EP it is of, by its page which connection if it is no table's, and by its row whose it is. */
    private LobLocator lob(StagedEp ep, Player of) {
        boolean shared = chance.nextBoolean();
        int id = chance.nextInt(3); // EPs have the same ids
        int page = shared ? ANY_CONNECTION : stage.connections.indexOf(ep);
        RowId row = new RowId(0, 0, Integer.parseInt(of.name.substring(1)));
        return LobLocator.outOfRow(
                new LobAddress(id, id, ep.epno(), page),
                9,
                shared ? new LobOwner(7, 1, row) : LobOwner.SESSION.in(row));
    }

    /** An EP is asked about a LOB. */
    private void answerLob(StagedEp ep, Connection on, Frame asked) {
        boolean reads = asked.command() == Command.LOB_LENGTH;
        LobAddress address = reads
                ? LobLength.decode(asked, EmbeddedEp.FORMAT).address()
                : TruncateLob.decode(asked, EmbeddedEp.FORMAT).address();
        LobOwner owner = reads
                ? LobLength.decode(asked, EmbeddedEp.FORMAT).owner()
                : TruncateLob.decode(asked, EmbeddedEp.FORMAT).owner();
        Player by = by("C" + owner.row().row());
        assertThat(address.id()).as("id; " + when).isEqualTo(address.group());
        assertThat(address.file()).as("EP; " + when).isEqualTo(ep.epno());
        assertThat(address.page()).as("connection; " + when).isIn(ANY_CONNECTION, stage.connections.indexOf(ep));
        if (reads) {
            assertThat(on.transaction)
                    .as("beside another's transaction; " + when)
                    .isIn(by, null);
            ep.reply(new LobLengthReply(9).encode(Unpooled.buffer(), EmbeddedEp.FORMAT));
            return;
        }
        assertThat(on.transaction).as("in another's transaction; " + when).isIn(by, null);
        assertThat(on.autoCommit)
                .as("committed at once, as the client wants; " + when)
                .isEqualTo(by.lastAutoCommit);
        on.transaction = on.autoCommit ? null : by;
        if (chance.nextInt(10) == 0) {
            ep.error(-6612, "twice", on.autoCommit ? NONE : OPEN);
        } else {
            ep.reply(new TruncateLobReply(1, address.id()).encode(Unpooled.buffer(), EmbeddedEp.FORMAT));
        }
    }

    /** Plays an EP: checks what it is asked, and answers, or does not. */
    private void answer(StagedEp ep) {
        Connection on = connections.computeIfAbsent(ep, fresh -> new Connection());
        Frame asked = Objects.requireNonNull(ep.waiting());
        TransactionStatus status = on.transaction == null ? NONE : OPEN;
        if (asked.command() == Command.COMMIT || asked.command() == Command.ROLLBACK) {
            on.transaction = null; // there may be none: its first statement may have failed
            ep.empty();
            return;
        }
        if (LobView.about(asked.command())) {
            answerLob(ep, on, asked);
            return;
        }
        if (asked.command() == Command.FETCH) {
            fetch(ep, on, Fetch.decode(asked));
            return;
        }
        assertThat(asked.command()).as(when).isEqualTo(Command.PREPARE);
        on.cursors.remove(asked.handle());
        String sql = Prepare.decode(asked, EmbeddedEp.FORMAT).sql();
        if (sql.startsWith("SET SCHEMA \"")) {
            assertThat(on.transaction)
                    .as("aligned within a transaction; " + when)
                    .isNull();
            on.schema = sql.replaceAll("SET SCHEMA |\"", "");
            ep.outcome(Outcome.schema(on.schema, status));
            return;
        }
        if (sql.equals("SELECT 1")) {
            assertThat(on.transaction).as("told within a transaction; " + when).isNull();
            on.autoCommit = PrepareView.autoCommit(asked.content());
            ep.rows(1, 1, on.autoCommit ? NONE : OPEN);
            return;
        }
        Player by = by(sql);
        assertThat(on.transaction).as("another's transaction; " + when).isIn(by, null);
        assertThat(on.schema).as("another's schema; " + when).isEqualTo(by.schema);
        on.autoCommit = PrepareView.autoCommit(asked.content());
        int drawn = chance.nextInt(100);
        if (drawn < 6) {
            ep.cut();
        } else if (drawn < 14) {
            ep.error(-613, "Switch to site_" + chance.nextInt(2), status);
        } else if (drawn < 22) {
            ep.error(-6612, "twice", status);
        } else if (sql.startsWith("SET SCHEMA")) {
            on.schema = by.wanted;
            by.schema = by.wanted;
            ep.outcome(Outcome.schema(on.schema, status));
        } else {
            boolean auto = on.autoCommit;
            on.transaction = auto ? null : by;
            if (sql.startsWith("SELECT LOB")) {
                ep.value(CLOB, lob(ep, by), auto ? NONE : OPEN);
            } else if (sql.startsWith("SELECT")) {
                long total = chance.nextBoolean() ? 1 : ++selects + 1;
                if (total > 1) {
                    on.cursors.put(asked.handle(), new Cursor(by, total, 1));
                }
                ep.rows(1, total, auto ? NONE : OPEN);
            } else {
                ep.changed(auto ? COMMITTED : OPEN);
            }
        }
    }

    private void fetch(StagedEp ep, Connection on, Fetch fetch) {
        Cursor cursor = Objects.requireNonNull(on.cursors.get(fetch.handle()), "rows of a cursor; " + when);
        assertThat(on.transaction).as("another's transaction; " + when).isIn(cursor.of, null);
        assertThat(fetch.first()).as("forwards; " + when).isEqualTo(cursor.next);
        int drawn = chance.nextInt(100);
        if (drawn < 4) {
            ep.cut();
        } else if (drawn < 8) {
            ep.error(-7120, "broken", on.transaction == null ? NONE : OPEN);
        } else {
            int here = (int) Math.min(cursor.total - cursor.next, 1 + chance.nextInt((int) cursor.total));
            long first = cursor.next;
            cursor.next += here;
            ep.fetched(first, here, cursor.total);
        }
    }

    private Player by(String sql) {
        String name = sql.replaceAll(".*\\b(C\\d+)\\b.*", "$1");
        return players.stream()
                .filter(each -> each.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("from a client that has left: " + sql + "; " + when));
    }

    private void listen() {
        for (Player each : players) {
            while (each.client.answered()) {
                Frame reply = each.client.reply();
                hear(each, reply);
                each.hears(reply);
                each.answered++;
            }
            assertThat(each.answered).as("more answers than requests; " + when).isLessThanOrEqualTo(each.sent);
        }
        players.removeIf(each -> each.client.ended);
        assertThat(stage.defects).as(when).isEmpty();
    }

    /** Remembers a LOB. */
    private static void hear(Player player, Frame reply) {
        boolean rows = reply.command() == Command.PREPARE && Header.code(reply.content()) == 0;
        if (rows && StatementType.of(ReplyView.statementType(reply.content())) == StatementType.SELECT) {
            ExecuteReply told = ExecuteReply.decode(reply, ReplyContext.plain(false), EmbeddedEp.FORMAT);
            if (told.outcome().resultSets().get(0).rows().get(0)[0] instanceof LobLocator lob) {
                player.lobs.add(lob);
            }
        }
    }

    private void settle() {
        for (int i = 0; i < 100; i++) {
            for (StagedEp ep : List.copyOf(stage.connections)) {
                if (waits(ep)) {
                    answer(ep);
                }
            }
            Runnable login = stage.loginsLater == null ? null : stage.loginsLater.poll();
            if (login != null) {
                login.run();
            }
            stage.time.turn(Duration.ofSeconds(1));
            listen();
        }
    }
}
