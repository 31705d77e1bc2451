package io.opendcp.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.opendcp.protocol.client.Connecting;
import io.opendcp.protocol.client.DmClient;
import io.opendcp.protocol.client.DmConnection;
import io.opendcp.protocol.client.Offer;
import io.opendcp.protocol.client.SqlConnection;
import io.opendcp.protocol.distribution.DistributionReply;
import io.opendcp.protocol.distribution.DistributionRequest;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.login.LoginClient;
import io.opendcp.protocol.login.LoginWishes;
import io.opendcp.protocol.login.Password;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.time.LoopTime;
import io.opendcp.simulator.LoginDetails;
import io.opendcp.simulator.MppSpec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Message 112, by which a DCP learns where a table's rows are, over the wire. */
class DistributionMessageTest {
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Network network = Network.sockets(group.next(), new LoopTime(group.next()), new SplittableRandom(3));
    private MppServer mpp;
    private SqlConnection connection;

    @BeforeEach
    void start() throws Exception {
        mpp = MppServer.start(
                MppSpec.ofEps(3).withHashMaps(MppSpec.HashMaps.SEEDED),
                network,
                5,
                ep -> new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        connection = new SqlConnection(login("DCP_FLAG=1"));
    }

    @AfterEach
    void stop() {
        mpp.close();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private DmConnection login(String options) throws Exception {
        CompletableFuture<DmConnection> made = new CompletableFuture<>();
        Offer offer = new Offer(
                11,
                new LoginClient(2, "test", "", ""),
                LoginWishes.plain(1),
                "SYSDBA",
                Password.of("SYSDBA", StandardCharsets.UTF_8),
                options,
                Duration.ofSeconds(5));
        network.loop()
                .execute(() -> DmClient.connect(network, mpp.address(1), offer, new Connecting() {
                    @Override
                    public void connected(DmConnection connection) {
                        made.complete(connection);
                    }

                    @Override
                    public void failed(DmException error) {
                        made.completeExceptionally(error);
                    }
                }));
        return made.get(10, TimeUnit.SECONDS);
    }

    private void run(String sql) throws Exception {
        CompletableFuture<Outcome> done = new CompletableFuture<>();
        network.loop().execute(() -> connection.run(sql, told(done::complete, done)));
        done.get(10, TimeUnit.SECONDS);
    }

    private DistributionReply ask(String table) throws Exception {
        CompletableFuture<DistributionReply> answer = new CompletableFuture<>();
        network.loop().execute(() -> {
            ByteBuf out = Header.open(connection.connection().allocator().buffer(), Command.TABLE_DISTRIBUTION, 0, 0);
            new DistributionRequest("SYSDBA", table).encode(out, StandardCharsets.UTF_8);
            connection.ask(
                    Header.close(out),
                    told(
                            (Frame frame) ->
                                    answer.complete(DistributionReply.decode(frame.body(), StandardCharsets.UTF_8)),
                            answer));
        });
        return answer.get(10, TimeUnit.SECONDS);
    }

    private static <T> SqlConnection.Told<T> told(Consumer<T> done, CompletableFuture<?> failed) {
        return new SqlConnection.Told<>() {
            @Override
            public void done(T result) {
                done.accept(result);
            }

            @Override
            public void failed(DmException error) {
                failed.completeExceptionally(error);
            }
        };
    }

    @Test
    void a_hash_table_has_its_columns_and_its_map() throws Exception {
        run("CREATE TABLE H(A INT, B INT, C VARCHAR(9)) DISTRIBUTED BY HASH(C, A)");

        DistributionReply reply = ask("H");

        assertThat(reply.kind()).isEqualTo(DistributionReply.HASH);
        assertThat(reply.columnIds()).containsExactly(2, 0);
        assertThat(reply.map().size() % 3).isNotZero();
        assertThat(reply.map()).containsOnly(0, 1, 2);
        assertThat(reply.eps())
                .containsExactly(
                        new DistributionReply.Ep(0, "127.0.0.1", 5236),
                        new DistributionReply.Ep(1, "127.0.0.2", 5237),
                        new DistributionReply.Ep(2, "127.0.0.3", 5238));
    }

    @Test
    void other_tables_have_no_map() throws Exception {
        run("CREATE TABLE R(K INT)");
        run("CREATE TABLE F(K INT) DISTRIBUTED FULLY");

        assertThat(ask("R").kind()).isEqualTo(DistributionReply.RANDOM);
        assertThat(ask("F").kind()).isEqualTo(DistributionReply.NONE);
        assertThat(ask("NOWHERE").kind()).isEqualTo(DistributionReply.NONE);
    }

    @Test
    void a_client_that_says_so_is_listed_as_a_dcp() throws Exception {
        login("");

        assertThat(mpp.<Object>with(
                        cluster -> cluster.ep(1).login(LoginDetails.of("SYSDBA", "SYSDBA")).viewer().sessions().stream()
                                .map(session -> session.login().dcp())
                                .toList()))
                .isEqualTo(List.of(true, false, false));
    }
}
