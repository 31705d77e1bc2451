package io.opendcp.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.time.LoopTime;
import io.opendcp.proxy.disql.DisqlTool;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.server.MppServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The console with the official driver on simulated EPs. */
class DisqlTest {
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Network network = Network.sockets(group.next(), new LoopTime(group.next()), new SplittableRandom(3));
    private MppServer mpp;
    private int exitCode;

    @BeforeEach
    void start() throws Exception {
        mpp = MppServer.start(
                MppSpec.ofEps(2), network, 1, ep -> new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void stop() {
        mpp.close();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private String ep(int epno) {
        return "127.0.0.1:" + ((InetSocketAddress) mpp.address(epno)).getPort();
    }

    /** What the console shows when {@code input} is typed; times and execute ids are replaced. */
    private String disql(Language language, String input, String... args) {
        StringWriter shown = new StringWriter();
        DisqlTool tool = new DisqlTool(language, new BufferedReader(new StringReader(input)));
        exitCode = tool.run(new PrintWriter(shown), new PrintWriter(shown), args);
        return shown.toString()
                .replace(System.lineSeparator(), "\n")
                .replaceAll("\\d+\\.\\d{3}\\(", "T(")
                .replaceAll("(执行号:|Execute id is )[1-9]\\d*", "$1N");
    }

    @Test
    void a_session_looks_as_in_disql() {
        String shown = disql(Language.CHINESE, """
                CREATE TABLE T(C1 INT PRIMARY KEY, C2 VARCHAR(20), C3 DOUBLE) DISTRIBUTED BY HASH(C1);
                INSERT INTO T VALUES(1, '达梦', 11), (2, NULL, NULL);
                SELECT *
                FROM T ORDER BY C1;
                SELECT C9 FROM T;
                COMMIT;
                exit 3
                """, "SYSDBA/SYSDBA@" + ep(0));

        assertThat(shown).isEqualTo("""
                服务器[%s]:处于普通打开状态
                登录使用时间 : T(ms)
                disql V8
                SQL> 操作已执行
                已用时间: T(毫秒). 执行号:N.
                SQL> 影响行数 2
                已用时间: T(毫秒). 执行号:N.
                SQL> 2  \s
                行号       C1          C2   C3
                ---------- ----------- ---- ------------------------
                1          1           达梦 1.1E+01
                2          2           NULL NULL

                已用时间: T(毫秒). 执行号:N.
                SQL> SELECT C9 FROM T;
                第1 行附近出现错误[-2111]:无效的列名[C9].
                已用时间: T(毫秒). 执行号:0.
                SQL> 操作已执行
                已用时间: T(毫秒). 执行号:N.
                SQL>\s""".formatted(ep(0)));
        assertThat(exitCode).isEqualTo(3);
    }

    @Test
    void a_local_session_sees_the_rows_of_its_ep() {
        disql(
                Language.ENGLISH,
                "",
                "SYSDBA/SYSDBA@" + ep(0),
                "-E",
                "CREATE TABLE T(C1 INT) DISTRIBUTED BY HASH(C1); INSERT INTO T VALUES(0),(1),(2)");
        assertThat(exitCode).isZero();

        String count = "SELECT COUNT(*) N FROM T";
        assertThat(disql(Language.ENGLISH, "", "-S", "SYSDBA/SYSDBA@" + ep(1), "-E", count))
                .isEqualTo("\nN\n--------------------\n3\n\n");
        assertThat(disql(Language.ENGLISH, "", "-S", "SYSDBA/SYSDBA*LOCAL@" + ep(1), "-E", count))
                .isEqualTo("\nN\n--------------------\n1\n\n");
        assertThat(disql(Language.ENGLISH, "", "-S", "SYSDBA/SYSDBA@" + ep(0), "#{mpp_type=local}", "-E", count))
                .isEqualTo("\nN\n--------------------\n2\n\n");
    }

    @Test
    void parameters_procedure_calls_and_plans_pass() {
        String shown = disql(Language.ENGLISH, """
                create table t(c1 int, c2 varchar(20)) distributed by hash(c1);
                insert into t values(?, ?);
                5
                it's
                select c2 from t where c1 = ?;
                5
                desc t
                explain select * from t;
                SP_NOBODY_KNOWS(1);
                """, "-S", "SYSDBA/SYSDBA@" + ep(0), "-C", "set timing off");

        assertThat(shown)
                .contains(
                        "affect rows 1\n",
                        "1          it's\n",
                        "1          C1   INTEGER     Y\n2          C2   VARCHAR(20) Y\n",
                        "SP_NOBODY_KNOWS(1);\n[-2207]:Error in line: 1\nCannot resolve member access expression [SP_NOBODY_KNOWS].\n");
    }

    /** Gives lines one by one; before the second, something happens. */
    private static final class Interrupted extends Reader {
        private final Queue<String> lines;
        private final Callable<?> beforeSecond;
        private int given;

        Interrupted(Callable<?> beforeSecond, String... lines) {
            this.lines = new ArrayDeque<>(List.of(lines));
            this.beforeSecond = beforeSecond;
        }

        @Override
        public int read(char[] into, int offset, int length) throws IOException {
            String line = lines.poll();
            if (line == null) {
                return -1;
            }
            try {
                if (++given == 2) {
                    beforeSecond.call();
                }
            } catch (Exception e) {
                throw new IOException(e);
            }
            line.getChars(0, line.length(), into, offset);
            return line.length();
        }

        @Override
        public void close() {}
    }

    @Test
    void a_server_that_went_away_is_found_again() {
        InetSocketAddress address = (InetSocketAddress) mpp.address(0);
        StringWriter shown = new StringWriter();
        Reader input = new Interrupted(
                () -> {
                    mpp.close();
                    await().ignoreExceptions()
                            .until(
                                    () -> { // the system keeps a port that was closed for a moment
                                        mpp = MppServer.start(
                                                MppSpec.ofEps(2),
                                                network,
                                                1,
                                                ep -> new InetSocketAddress(
                                                        InetAddress.getLoopbackAddress(),
                                                        ep.epno() == 0 ? address.getPort() : 0));
                                        return true;
                                    });
                    return null;
                },
                "select 'first' a;\n",
                "select 'lost' a;\n",
                "select 'again' a;\n");

        new DisqlTool(Language.ENGLISH, new BufferedReader(input))
                .run(new PrintWriter(shown), new PrintWriter(shown), "-S", "SYSDBA/SYSDBA@" + ep(0));

        assertThat(shown.toString())
                .containsSubsequence("1          first", "select 'lost' a;", "[6001]:", "1          again");
    }

    @Test
    void who_is_not_let_in_hears_why() {
        assertThat(disql(Language.CHINESE, "SYSDBA\n", "SYSDBA/wrong@" + ep(0))).isEqualTo("[-2501]:用户名或密码错误.\n");
        assertThat(exitCode).isEqualTo(1);
        assertThat(disql(Language.ENGLISH, "", "-L", "SYSDBA/SYSDBA@127.0.0.1:1"))
                .isEqualTo("[-70028]:Failed to create socket connection.\n");
        assertThat(exitCode).isEqualTo(1);
        assertThat(disql(Language.ENGLISH, "", "-X")).startsWith("unknown argument: -X\nusage: dcp disql");
        assertThat(exitCode).isEqualTo(2);
        assertThat(disql(Language.ENGLISH, "select 1;", "/NOLOG")).startsWith("SQL> not connected\nSQL> ");
        assertThat(exitCode).isZero();
    }
}
