package io.opendcp.simulator.store;

import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.tx.TransactionStore;

/** One H2 in-memory database. It lives as long as this object is open. */
public final class H2Database implements AutoCloseable {
    private static final String WORDS_THAT_ARE_NAMES =
            "KEY,VALUE,DAY,HOUR,MINUTE,MONTH,SECOND,YEAR,INTERVAL,ARRAY,ROW,SYMMETRIC,ASYMMETRIC";

    private final String url;
    private final Connection keeper;

    /**
     * @param caseSensitive whether strings and quoted names are told apart by case
     */
    public H2Database(boolean caseSensitive) {
        // H2 finds databases by name in the whole JVM. The name is seen nowhere else.
        String settings = ";MODE=LEGACY;LOCK_TIMEOUT=0;NON_KEYWORDS=" + WORDS_THAT_ARE_NAMES
                + (caseSensitive ? "" : ";IGNORECASE=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE");
        url = "jdbc:h2:mem:" + freeName() + settings;
        keeper = connect(url);
        waitForNobody();
        execute("SET OPTIMIZE_REUSE_RESULTS 0"); // else a query may get what it saw in an older snapshot
    }

    /** A database with all that an image holds: objects, rows, and H2's own numbers of them. */
    public H2Database(boolean caseSensitive, H2Image image) {
        this(caseSensitive);
        H2Session session = open(0);
        image.definitions().forEach(session::run);
        session.apply(image.rows());
        session.commit();
        session.close();
    }

    /** What it holds, as far as it is committed. */
    public H2Image image() {
        H2Session session = open(0);
        H2Image image = session.image();
        session.rollback();
        session.close();
        return image;
    }

    /**
     * H2 would wait for a lock for two real seconds, or what it is told but at least one millisecond. One thread uses it here, so nobody
     * can give a lock up meanwhile; a simulation with many conflicts would spend its time on that.
     */
    private void waitForNobody() {
        try {
            TransactionStore store = session(keeper).getDatabase().getStore().getTransactionStore();
            Field timeout = TransactionStore.class.getDeclaredField("timeoutMillis");
            timeout.setAccessible(true);
            timeout.setInt(store, 0);
        } catch (ReflectiveOperationException | SQLException e) {
            throw new IllegalStateException("H2 is not the one that we know", e);
        }
    }

    private static SessionLocal session(Connection connection) throws SQLException {
        return (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
    }

    private void execute(String sql) {
        try (Statement statement = keeper.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("H2 does not take " + sql, e);
        }
    }

    private String freeName() {
        for (int i = 0; ; i++) {
            String name = "opendcp-" + Integer.toHexString(System.identityHashCode(this)) + "-" + i;
            if (!exists(name)) {
                return name;
            }
        }
    }

    private static boolean exists(String name) {
        try (Connection there = DriverManager.getConnection("jdbc:h2:mem:" + name + ";IFEXISTS=TRUE", "", "")) {
            return !there.isClosed();
        } catch (SQLException absent) {
            return false;
        }
    }

    private static Connection connect(String url) {
        try {
            return DriverManager.getConnection(url, "", "");
        } catch (SQLException e) {
            throw new IllegalStateException("H2 does not open " + url, e);
        }
    }

    /** A further session, with auto-commit off. {@code seed} is what its RAND() starts from. */
    public H2Session open(long seed) {
        Connection connection = connect(url);
        try {
            SessionLocal session = session(connection);
            session.setAutoCommit(false);
            session.getRandom().setSeed(seed);
            return new H2Session(connection, session);
        } catch (SQLException e) {
            throw new IllegalStateException("H2 gives no session", e);
        }
    }

    @Override
    public void close() {
        execute("SHUTDOWN IMMEDIATELY");
    }
}
