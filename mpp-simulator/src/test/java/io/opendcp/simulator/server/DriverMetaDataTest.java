package io.opendcp.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.time.LoopTime;
import io.opendcp.simulator.MppSpec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The official driver's DatabaseMetaData on an EP: its own SQL over the dictionary. */
class DriverMetaDataTest {
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Network network = Network.sockets(group.next(), new LoopTime(group.next()), new SplittableRandom(3));
    private MppServer mpp;
    private Connection connection;
    private DatabaseMetaData data;

    @BeforeEach
    void start() throws Exception {
        mpp = MppServer.start(
                MppSpec.ofEps(2), network, 1, ep -> new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        connection = connect("SYSDBA", "SYSDBA");
        data = connection.getMetaData();
        run(
                "CREATE TABLE CUSTOMER(REGION INT, NO INT IDENTITY(1, 1), NAME VARCHAR(20) DEFAULT 'x' NOT NULL,"
                        + " CREDIT DECIMAL(8, 2), BORN DATE, SEEN TIMESTAMP(3), PHOTO BLOB, SEX CHAR(1), WEIGHT DOUBLE,"
                        + " CONSTRAINT CUSTOMER_PK PRIMARY KEY(NO, REGION)) DISTRIBUTED BY HASH(REGION)",
                "CREATE INDEX BY_NAME ON CUSTOMER(NAME, CREDIT DESC)",
                "CREATE TABLE ORDERS(ID INT PRIMARY KEY, REGION INT, CNO INT) DISTRIBUTED FULLY",
                "CREATE TABLE REGIONS(ID INT PRIMARY KEY) DISTRIBUTED FULLY",
                "CREATE TABLE SHOP(ID INT PRIMARY KEY, R INT, CONSTRAINT SHOP_REGION FOREIGN KEY(R) REFERENCES REGIONS(ID)"
                        + " ON DELETE CASCADE) DISTRIBUTED FULLY",
                "CREATE VIEW NAMES AS SELECT NO, NAME FROM CUSTOMER",
                "COMMENT ON TABLE CUSTOMER IS 'who buys'",
                "COMMENT ON COLUMN CUSTOMER.NAME IS 'surname first'",
                "CREATE USER APP IDENTIFIED BY \"Apps9pw12\"",
                "GRANT SELECT ON CUSTOMER TO APP WITH GRANT OPTION");
    }

    @AfterEach
    void stop() throws Exception {
        connection.close();
        mpp.close();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private Connection connect(String user, String password) throws SQLException {
        int port = ((InetSocketAddress) mpp.address(1)).getPort();
        return DriverManager.getConnection("jdbc:dm://127.0.0.1:" + port + "?language=en", user, password);
    }

    private void run(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Rows, their columns of these names parted by blanks. */
    private static List<String> rows(ResultSet result, String... columns) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (result) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (String column : columns) {
                    row.add(String.valueOf(result.getString(column)));
                }
                rows.add(String.join(" ", row));
            }
        }
        return rows;
    }

    @Test
    void tables_and_views_are_listed_with_comments() throws Exception {
        assertThat(rows(
                        data.getTables(null, "SYSDBA", "%", null),
                        "TABLE_SCHEM",
                        "TABLE_NAME",
                        "TABLE_TYPE",
                        "REMARKS"))
                .containsExactly(
                        "SYSDBA CUSTOMER TABLE who buys",
                        "SYSDBA ORDERS TABLE null",
                        "SYSDBA REGIONS TABLE null",
                        "SYSDBA SHOP TABLE null",
                        "SYSDBA NAMES VIEW null");
        assertThat(rows(data.getTables(null, null, "C%", new String[] {"TABLE", "VIEW"}), "TABLE_NAME"))
                .containsExactly("CUSTOMER");
    }

    @Test
    void a_user_sees_what_it_may_read() throws Exception {
        try (Connection app = connect("APP", "Apps9pw12")) {
            assertThat(rows(app.getMetaData().getTables(null, "SYSDBA", "%", null), "TABLE_NAME"))
                    .containsExactly("CUSTOMER");
        }
    }

    @Test
    void columns_have_their_types_sizes_and_comments() throws Exception {
        String[] asked = {
            "COLUMN_NAME",
            "DATA_TYPE",
            "TYPE_NAME",
            "COLUMN_SIZE",
            "DECIMAL_DIGITS",
            "CHAR_OCTET_LENGTH",
            "NULLABLE",
            "COLUMN_DEF",
            "REMARKS",
            "ORDINAL_POSITION",
            "IS_AUTOINCREMENT"
        };

        assertThat(rows(data.getColumns(null, "SYSDBA", "CUSTOMER", "%"), asked))
                .containsExactly(
                        "REGION 4 INTEGER 10 0 null 0 null null 1 NO",
                        "NO 4 INTEGER 10 0 null 0 null null 2 YES",
                        "NAME 12 VARCHAR 20 null 20 0 'x' surname first 3 NO",
                        "CREDIT 3 DECIMAL 8 2 null 1 null null 4 NO",
                        "BORN 91 DATE 10 null null 1 null null 5 NO",
                        "SEEN 93 TIMESTAMP 23 3 null 1 null null 6 NO",
                        "PHOTO 2004 BLOB 2147483647 null 2147483647 1 null null 7 NO",
                        "SEX 1 CHAR 1 null 1 1 null null 8 NO",
                        "WEIGHT 8 DOUBLE 15 null null 1 null null 9 NO");
        assertThat(rows(data.getColumns(null, "SYSDBA", "NAMES", null), "COLUMN_NAME", "TYPE_NAME", "COLUMN_SIZE"))
                .containsExactly("NO INTEGER 10", "NAME VARCHAR 20");
    }

    @Test
    void keys_and_indexes_have_their_columns_in_order() throws Exception {
        assertThat(rows(data.getPrimaryKeys(null, "SYSDBA", "CUSTOMER"), "COLUMN_NAME", "KEY_SEQ", "PK_NAME"))
                .containsExactly("NO 1 CUSTOMER_PK", "REGION 2 CUSTOMER_PK");
        assertThat(rows(
                        data.getIndexInfo(null, "SYSDBA", "CUSTOMER", false, true),
                        "NON_UNIQUE",
                        "ORDINAL_POSITION",
                        "COLUMN_NAME",
                        "ASC_OR_DESC"))
                .containsExactly("0 1 NO A", "0 2 REGION A", "1 1 NAME A", "1 2 CREDIT D");
        assertThat(rows(data.getIndexInfo(null, "SYSDBA", "CUSTOMER", true, true), "COLUMN_NAME"))
                .containsExactly("NO", "REGION");
        assertThat(rows(data.getBestRowIdentifier(null, "SYSDBA", "SHOP", 0, true), "COLUMN_NAME", "TYPE_NAME"))
                .containsExactly("ID INTEGER");
    }

    @Test
    void foreign_keys_are_seen_from_both_sides() throws Exception {
        String[] asked = {
            "PKTABLE_NAME",
            "PKCOLUMN_NAME",
            "FKTABLE_NAME",
            "FKCOLUMN_NAME",
            "KEY_SEQ",
            "UPDATE_RULE",
            "DELETE_RULE",
            "FK_NAME"
        };
        String key = "REGIONS ID SHOP R 1 3 0 SHOP_REGION";

        assertThat(rows(data.getImportedKeys(null, "SYSDBA", "SHOP"), asked)).containsExactly(key);
        assertThat(rows(data.getExportedKeys(null, "SYSDBA", "REGIONS"), asked)).containsExactly(key);
        assertThat(rows(
                        data.getCrossReference(null, "SYSDBA", "REGIONS", null, "SYSDBA", "SHOP"),
                        "PKCOLUMN_NAME",
                        "FKCOLUMN_NAME"))
                .containsExactly("ID R");
        assertThat(rows(data.getImportedKeys(null, "SYSDBA", "CUSTOMER"), asked))
                .isEmpty();
    }

    @Test
    void schemas_rights_and_types_are_listed() throws Exception {
        assertThat(rows(data.getSchemas(), "TABLE_SCHEM"))
                .containsExactly("APP", "SYS", "SYSAUDITOR", "SYSDBA", "SYSSSO");
        assertThat(rows(
                        data.getTablePrivileges(null, "SYSDBA", "CUSTOMER"),
                        "GRANTOR",
                        "GRANTEE",
                        "PRIVILEGE",
                        "IS_GRANTABLE"))
                .containsExactly("SYSDBA APP SELECT YES");
        assertThat(rows(data.getTypeInfo(), "TYPE_NAME", "DATA_TYPE", "PRECISION"))
                .contains("VARCHAR 12 8188", "INTEGER 4 10", "TIMESTAMP 93 19", "BLOB 2004 2147483647");
        assertThat(rows(data.getTableTypes(), "TABLE_TYPE")).contains("TABLE", "VIEW");
        assertThat(rows(data.getCatalogs(), "TABLE_CAT")).isEmpty();
    }

    @Test
    void what_is_not_there_is_asked_for_in_vain() throws Exception {
        assertThat(rows(data.getProcedures(null, "SYSDBA", "%"), "PROCEDURE_NAME"))
                .isEmpty();
        assertThat(rows(data.getFunctions(null, "SYSDBA", "%"), "FUNCTION_NAME"))
                .isEmpty();
        assertThat(rows(data.getColumnPrivileges(null, "SYSDBA", "CUSTOMER", "%"), "GRANTEE"))
                .isEmpty();
        assertThat(rows(data.getVersionColumns(null, "SYSDBA", "CUSTOMER"), "COLUMN_NAME"))
                .isEmpty();
        assertThat(rows(data.getColumns(null, "SYSDBA", "NOWHERE", "%"), "COLUMN_NAME"))
                .isEmpty();
    }
}
