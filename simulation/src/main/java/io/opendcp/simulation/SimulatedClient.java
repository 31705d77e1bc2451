package io.opendcp.simulation;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.client.Connecting;
import io.opendcp.protocol.client.DmClient;
import io.opendcp.protocol.client.DmConnection;
import io.opendcp.protocol.client.Offer;
import io.opendcp.protocol.client.SqlConnection;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.login.LoginClient;
import io.opendcp.protocol.login.LoginWishes;
import io.opendcp.protocol.login.Password;
import io.opendcp.protocol.message.Allocate;
import io.opendcp.protocol.message.AllocateReply;
import io.opendcp.protocol.message.Prepare;
import io.opendcp.protocol.message.PrepareReply;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.server.StartupTerms;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.type.WireFormat;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A client of a simulation, SYSDBA unless it says otherwise, with one connection at a time. What it returns ends later, on the simulation's thread;
 * what fails, fails with a {@link DmException}.
 */
public final class SimulatedClient {
    private static final String SYSDBA = "SYSDBA";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String name;
    private final Network network;
    private final SocketAddress at;
    private final Journal journal;
    private final Map<String, PreparedText> prepared = new HashMap<>();
    private @Nullable SqlConnection connection;
    private long sessionId;

    SimulatedClient(String name, Network network, SocketAddress at, Journal journal) {
        this.journal = journal;
        this.name = name;
        this.network = network;
        this.at = at;
    }

    /** As the journal calls it. */
    public String name() {
        return name;
    }

    /** Its own luck. */
    public RandomGenerator chance() {
        return network.chance();
    }

    /** Whether it has a connection that is good as far as it knows. */
    public boolean connected() {
        return connection != null && connection.connection().open();
    }

    /** What its server calls its session; 0 if it has never been connected. */
    public long sessionId() {
        return sessionId;
    }

    /** Logs in, unless it is connected. */
    public CompletableFuture<Void> connect() {
        return connect(SYSDBA, SYSDBA);
    }

    /** Logs in as somebody else, unless it is connected. */
    public CompletableFuture<Void> connect(String user, String password) {
        if (connected()) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        Offer offer = new Offer(
                StartupTerms.HIGHEST_MSG_VERSION,
                new LoginClient(2, name, "", ""),
                LoginWishes.plain(1),
                user,
                Password.of(password, StandardCharsets.UTF_8),
                "",
                PATIENCE);
        DmClient.connect(network, at, offer, new Connecting() {
            @Override
            public void connected(DmConnection opened) {
                connection = new SqlConnection(opened);
                sessionId = opened.login().sessionId();
                prepared.clear();
                journal.line(
                        name, "connected " + Long.toHexString(opened.login().sessionId()));
                done.complete(null);
            }

            @Override
            public void failed(DmException error) {
                done.completeExceptionally(error);
            }
        });
        return done;
    }

    /** Whether each text commits by itself; a new connection's do. */
    public void autoCommit(boolean on) {
        if (connection != null) {
            connection.autoCommit(on);
        }
    }

    public CompletableFuture<Outcome> run(String sql) {
        return ask(sql, (on, told) -> on.run(sql, told), Function.identity());
    }

    /**
     * Runs a text with ? in the places of {@code values}, numbers of 32 bits and texts; it is prepared once on each connection.
     *
     * @return with the rows that come at once
     */
    public CompletableFuture<Outcome> run(String sql, List<?> values) {
        PreparedText known = prepared.get(sql);
        return (known != null ? CompletableFuture.completedFuture(known) : prepare(sql)).thenCompose(text -> {
            WireFormat format = format();
            return this.<Frame, Outcome>ask(
                    sql + " " + values,
                    (on, told) -> on.ask(text.execute(buffer(), values, on.autoCommit(), format), told),
                    frame -> text.outcome(frame, format));
        });
    }

    private CompletableFuture<PreparedText> prepare(String sql) {
        return this.<Frame, AllocateReply>ask(
                        "a handle",
                        (on, told) -> on.ask(new Allocate(true).encode(buffer(), format()), told),
                        AllocateReply::decode)
                .thenCompose(handle -> this.<Frame, PreparedText>ask(
                        "prepares " + sql,
                        (on, told) -> on.ask(Prepare.only(handle.handle(), sql).encode(buffer(), format()), told),
                        frame -> new PreparedText(handle, PrepareReply.decode(frame, handle.baseNames(), format()))))
                .thenApply(text -> {
                    prepared.put(sql, text);
                    return text;
                });
    }

    private ByteBuf buffer() {
        return Objects.requireNonNull(connection, "not connected")
                .connection()
                .allocator()
                .buffer();
    }

    /**
     * Sends a frame, whose ownership is taken.
     *
     * @param read reads the reply, which is not kept
     */
    public <R> CompletableFuture<R> ask(ByteBuf request, Function<Frame, R> read) {
        return ask("a frame", (on, told) -> on.ask(request, told), read);
    }

    /** How values travel on its connection, which there must be. */
    public WireFormat format() {
        return Objects.requireNonNull(connection, "not connected").connection().format();
    }

    public CompletableFuture<Void> commit() {
        return ask("COMMIT", SqlConnection::commit, frame -> null);
    }

    public CompletableFuture<Void> rollback() {
        return ask("ROLLBACK", SqlConnection::rollback, frame -> null);
    }

    /** @param level 0 to 3, from the next transaction on; a new connection's is 1 */
    public CompletableFuture<Void> isolation(int level) {
        return ask(
                "SET ISOLATION " + level,
                (SqlConnection on, SqlConnection.Told<Frame> told) -> on.isolation(level, told),
                frame -> null);
    }

    private <T, R> CompletableFuture<R> ask(
            String what, BiConsumer<SqlConnection, SqlConnection.Told<T>> request, Function<T, R> result) {
        CompletableFuture<R> done = new CompletableFuture<>();
        if (connection == null) {
            done.completeExceptionally(DmException.of(ErrorCode.CONNECTION_LOST));
            return done;
        }
        journal.line(name, "asks " + what);
        request.accept(connection, new SqlConnection.Told<>() {
            @Override
            public void done(T reply) {
                journal.line(name, "told " + (reply instanceof Outcome outcome ? brief(outcome) : "done"));
                done.complete(result.apply(reply));
            }

            @Override
            public void failed(DmException error) {
                journal.line(name, "told " + error.code());
                done.completeExceptionally(error);
            }
        });
        return done;
    }

    private static String brief(Outcome outcome) {
        return outcome.resultSets().isEmpty()
                ? outcome.updateCount() + " changed"
                : outcome.resultSets().get(0).rows().size() + " rows";
    }

    /** Lets time pass. */
    public CompletableFuture<Void> pause(Duration time) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        network.time().schedule(time, () -> done.complete(null));
        return done;
    }

    /** Ends its connection; the server rolls back. */
    public void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    /** The code of what failed; 0 for a failure that no server told. */
    public static int code(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof DmException told ? told.code() : 0;
    }
}
