package io.opendcp.proxy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The management port as the official driver's DatabaseMetaData and tools made of it see it. Manual 3. */
class DriverMetaDataTest {
    private DcpUnderTest dcp;
    private Connection dba;
    private DatabaseMetaData data;

    @BeforeEach
    void start(@TempDir Path dir) throws Exception {
        dcp = new DcpUnderTest(dir);
        dba = dcp.manage("SYSDBA", "SYSDBA");
        data = dba.getMetaData();
        run("CREATE USER LOOKER IDENTIFIED BY LOOKER");
        run("CREATE TABLE MEMO(NO INT, AT DATE, TEXT VARCHAR(100) DEFAULT 'x' NOT NULL, PRICE DECIMAL(8, 2), SEEN"
                + " TIMESTAMP(3), CONSTRAINT MEMO_NO PRIMARY KEY(AT, NO), UNIQUE(TEXT))");
    }

    @AfterEach
    void stop() throws SQLException {
        dba.close();
        dcp.close();
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = dba.createStatement()) {
            statement.execute(sql);
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
    void it_is_a_dm_server() throws SQLException {
        assertThat(data.getDatabaseProductName()).isEqualTo("DM DBMS");
        assertThat(data.getDatabaseProductVersion()).isEqualTo("8.1.3.140");
        assertThat(data.getUserName()).isEqualTo("SYSDBA");
        assertThat(rows(data.getSchemas(), "TABLE_SCHEM")).containsExactly("LOOKER", "SYS", "SYSDBA");
        assertThat(rows(data.getSchemas(null, "SYS%"), "TABLE_SCHEM")).containsExactly("SYS", "SYSDBA");
        assertThat(rows(data.getCatalogs(), "TABLE_CAT")).isEmpty();
        assertThat(rows(data.getTableTypes(), "TABLE_TYPE")).contains("TABLE", "VIEW", "SYSTEM TABLE");
        assertThat(rows(data.getTypeInfo(), "TYPE_NAME", "DATA_TYPE", "PRECISION"))
                .contains("VARCHAR 12 8188", "INTEGER 4 10", "TIMESTAMP 93 19");
        assertThat(rows(data.getClientInfoProperties(), "NAME", "MAX_LEN")).contains("userRemap 128");
    }

    @Test
    void tables_and_views_are_listed_with_their_columns() throws SQLException {
        assertThat(rows(data.getTables(null, "SYS", "SYSDCP%", null), "TABLE_NAME", "TABLE_TYPE"))
                .containsExactly("SYSDCPINSTS SYSTEM TABLE", "SYSDCPLOGIN SYSTEM TABLE");
        assertThat(rows(data.getTables(null, null, "%", new String[] {"VIEW"}), "TABLE_SCHEM", "TABLE_NAME"))
                .contains("SYS V$DCPINSTS", "SYS V$DCP_CONNPOOL", "SYS V$SESSIONS", "SYS V$SYSSTAT")
                .doesNotContain("SYS SYSDCPINSTS");
        assertThat(rows(data.getTables(null, "SYSDBA", "%", null), "TABLE_NAME", "TABLE_TYPE"))
                .containsExactly("MEMO TABLE");
        String[] asked = {"COLUMN_NAME", "DATA_TYPE", "TYPE_NAME", "COLUMN_SIZE", "DECIMAL_DIGITS", "NULLABLE"};
        assertThat(rows(data.getColumns(null, "SYS", "SYSDCPINSTS", "%"), asked))
                .containsExactly("NAME 12 VARCHAR 128 null 1", "IP 12 VARCHAR 100 null 1", "PORT 4 INTEGER 10 0 1");
        assertThat(rows(data.getColumns(null, "SYS", "V$DCPINSTS", "%"), asked))
                .containsExactly(
                        "NAME 12 VARCHAR 128 null 1",
                        "EPNO 4 INTEGER 10 0 1",
                        "IP 12 VARCHAR 100 null 1",
                        "PORT 4 INTEGER 10 0 1");
        assertThat(rows(data.getColumns(null, "SYSDBA", "MEMO", null), asked))
                .containsExactly(
                        "NO 4 INTEGER 10 0 0",
                        "AT 91 DATE 10 null 0",
                        "TEXT 12 VARCHAR 100 null 0",
                        "PRICE 3 DECIMAL 8 2 1",
                        "SEEN 93 TIMESTAMP 23 3 1");
        assertThat(rows(data.getColumns(null, "SYSDBA", "MEMO", "TEXT"), "COLUMN_DEF"))
                .containsExactly("'x'");
    }

    @Test
    void keys_of_local_tables_are_listed() throws SQLException {
        assertThat(rows(data.getPrimaryKeys(null, "SYSDBA", "MEMO"), "COLUMN_NAME", "KEY_SEQ", "PK_NAME"))
                .containsExactly("AT 1 MEMO_NO", "NO 2 MEMO_NO");
        assertThat(rows(
                        data.getIndexInfo(null, "SYSDBA", "MEMO", false, true),
                        "NON_UNIQUE",
                        "INDEX_NAME",
                        "ORDINAL_POSITION",
                        "COLUMN_NAME",
                        "ASC_OR_DESC"))
                .containsExactly("0 INDEX_MEMO_NO 1 AT A", "0 INDEX_MEMO_NO 2 NO A", "0 INDEX_MEMO_UK2 1 TEXT A");
        assertThat(rows(data.getBestRowIdentifier(null, "SYSDBA", "MEMO", 0, true), "COLUMN_NAME"))
                .containsExactlyInAnyOrder("AT", "NO");
        assertThat(rows(data.getPrimaryKeys(null, "SYS", "SYSDCPINSTS"), "COLUMN_NAME"))
                .isEmpty();
    }

    @Test
    void procedures_are_listed_with_their_parameters() throws SQLException {
        assertThat(rows(data.getProcedures(null, "SYS", "%"), "PROCEDURE_NAME"))
                .contains("SP_DCP_ADD_INST", "SP_DCP_CLEAR_INST", "SP_DCP_SET_LOGIN", "SP_DCP_REFRESH_CONFIG");
        assertThat(rows(data.getProcedureColumns(null, "SYS", "SP_DCP_ADD_INST", "%"), "COLUMN_NAME", "TYPE_NAME"))
                .containsExactly("NAME VARCHAR", "IP VARCHAR", "PORT INTEGER");
        assertThat(rows(data.getFunctions(null, "SYS", "%"), "FUNCTION_NAME")).isEmpty();
        assertThat(rows(data.getFunctionColumns(null, "SYS", "%", "%"), "FUNCTION_NAME"))
                .isEmpty();
    }

    @Test
    void what_is_not_there_is_asked_for_in_vain() throws SQLException {
        assertThat(rows(data.getImportedKeys(null, "SYSDBA", "MEMO"), "FK_NAME"))
                .isEmpty();
        assertThat(rows(data.getExportedKeys(null, "SYSDBA", "MEMO"), "FK_NAME"))
                .isEmpty();
        assertThat(rows(data.getCrossReference(null, "SYS", "A", null, "SYSDBA", "MEMO"), "FK_NAME"))
                .isEmpty();
        assertThat(rows(data.getTablePrivileges(null, "SYSDBA", "%"), "GRANTEE"))
                .isEmpty();
        assertThat(rows(data.getColumnPrivileges(null, "SYSDBA", "MEMO", "%"), "GRANTEE"))
                .isEmpty();
        assertThat(rows(data.getVersionColumns(null, "SYSDBA", "MEMO"), "COLUMN_NAME"))
                .isEmpty();
        assertThat(rows(data.getUDTs(null, "SYS", "%", null), "TYPE_NAME")).isEmpty();
        assertThat(rows(data.getAttributes(null, "SYS", "%", "%"), "ATTR_NAME")).isEmpty();
        assertThat(rows(data.getSuperTables(null, "SYS", "%"), "TABLE_NAME")).isEmpty();
        assertThat(rows(data.getSuperTypes(null, "SYS", "%"), "TYPE_NAME")).isEmpty();
        assertThat(rows(data.getColumns(null, "SYS", "NOWHERE", "%"), "COLUMN_NAME"))
                .isEmpty();
    }

    @Test
    void every_view_can_be_read_and_is_as_the_dictionary_says() throws SQLException {
        List<String> names = rows(data.getTables(null, "SYS", "%", null), "TABLE_NAME");

        assertThat(names).hasSizeGreaterThan(30);
        for (String name : names) {
            List<String> shown = new ArrayList<>();
            try (Statement statement = dba.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT * FROM SYS." + name)) {
                ResultSetMetaData columns = rows.getMetaData();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    shown.add(columns.getColumnLabel(i) + " " + columns.getColumnTypeName(i));
                }
                while (rows.next()) {
                    for (int i = 1; i <= columns.getColumnCount(); i++) {
                        rows.getString(i);
                    }
                }
            }
            assertThat(rows(data.getColumns(null, "SYS", name, "%"), "COLUMN_NAME", "TYPE_NAME"))
                    .as(name)
                    .isEqualTo(shown);
            try (Statement statement = dba.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT COUNT(*) N FROM " + name + " X")) {
                assertThat(rows.next()).as(name).isTrue();
            }
        }
    }

    /** What DBeaver's DM plug-in sends besides DatabaseMetaData. */
    @Test
    void a_tool_finds_its_schema_and_sets_it() throws SQLException {
        String asks = "SELECT SYS_CONTEXT( 'USERENV', 'CURRENT_SCHEMA' ) S FROM DUAL";
        try (Statement statement = dba.createStatement()) {
            assertThat(rows(statement.executeQuery(asks), "S")).containsExactly("SYSDBA");
            statement.execute("SET SCHEMA \"SYS\"");
            assertThat(rows(statement.executeQuery(asks), "S")).containsExactly("SYS");
            assertThat(rows(
                            statement.executeQuery("SELECT P.NAME, P.CRTDATE, P.INFO1 FROM SYSOBJECTS P, SYSOBJECTS S,"
                                    + " SYSOBJECTS U WHERE P.SCHID = S.ID AND S.PID = U.ID AND P.SUBTYPE$ = 'PROC' AND"
                                    + " SF_CHECK_PRIV_OPT(UID(), CURRENT_USERTYPE(), P.ID, U.ID, U.INFO1, P.ID) = 1 AND"
                                    + " S.NAME = 'SYS'"),
                            "NAME",
                            "INFO1"))
                    .contains("SP_DCP_DRAIN 1");
        }
        assertThat(dba.getSchema()).isEqualTo("SYS");
        dba.setSchema("SYSDBA");
        assertThat(dba.getSchema()).isEqualTo("SYSDBA");
        assertThat(dba.isValid(5)).isTrue();
    }
}
