package io.opendcp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.time.TurnedTime;
import io.opendcp.protocol.type.RowId;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What EPs say about themselves, with DM's columns in DM's order. */
class ViewTest {
    private final TurnedTime time = new TurnedTime(Instant.parse("2026-11-23T00:00:00Z"));
    private final SimulatedMpp mpp = SimulatedMpp.of(MppSpec.ofEps(2), time, 1);
    private final Client client = Client.on(mpp, 0);

    @AfterEach
    void close() {
        mpp.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '=', textBlock = """
            V$MPP_CFG_ITEM = SERVICE_NAME VARCHAR, INST_NAME VARCHAR, EP_SEQNO INTEGER, STATE VARCHAR
            V$MPP_CFG_SYS = SYS_STATE VARCHAR, N_SITE INTEGER, N_ERR_SITE INTEGER, SELF_EP_SEQNO INTEGER
            V$DM_MAL_INI = MAL_NAME VARCHAR, MAL_INST_NAME VARCHAR, MAL_HOST VARCHAR, MAL_PORT INTEGER, MAL_INST_HOST VARCHAR, MAL_INST_PORT INTEGER, MAL_DW_PORT INTEGER, MAL_LINK_MAGIC INTEGER, MAL_INST_DW_PORT INTEGER
            V$INSTANCE = NAME VARCHAR, INSTANCE_NAME VARCHAR, INSTANCE_NUMBER INTEGER, HOST_NAME VARCHAR, SVR_VERSION VARCHAR, DB_VERSION VARCHAR, START_TIME TIMESTAMP, STATUS$ VARCHAR, MODE$ VARCHAR, OGUID INTEGER, DSC_SEQNO INTEGER, DSC_ROLE VARCHAR, BUILD_VERSION VARCHAR, BUILD_TIME VARCHAR
            V$DATABASE = NAME VARCHAR, CREATE_TIME TIMESTAMP, ARCH_MODE CHAR, LAST_CKPT_TIME TIMESTAMP, STATUS$ TINYINT, ROLE$ TINYINT, MAX_SIZE BIGINT, TOTAL_SIZE BIGINT, DSC_NODES INTEGER, OPEN_COUNT INTEGER, STARTUP_COUNT BIGINT, LAST_STARTUP_TIME TIMESTAMP
            V$VERSION = BANNER VARCHAR
            ALL_TABLES_DIS_INFO = SCHEMA_NAME VARCHAR, TABLE_NAME VARCHAR, TABLE_TYPE VARCHAR, DIS_TYPE VARCHAR, DIS_COLS VARCHAR
            """)
    void a_view_has_dms_columns_in_order(String view, String columns) {
        assertThat(client.run("SELECT * FROM " + view).resultSets().get(0).columns().stream()
                        .map(column -> column.name() + " " + column.typeName())
                        .collect(Collectors.joining(", ")))
                .isEqualTo(columns);
    }

    @Test
    void v_sessions_has_the_55_columns_of_a_recent_server() {
        List<String> names = client.run("SELECT * FROM V$SESSIONS").resultSets().get(0).columns().stream()
                .map(column -> column.name())
                .toList();

        assertThat(names).hasSize(55);
        assertThat(names.subList(0, 9))
                .containsExactly(
                        "SESS_ID",
                        "SESS_SEQ",
                        "SQL_TEXT",
                        "STATE",
                        "N_STMT",
                        "N_USED_STMT",
                        "SEQ_NO",
                        "CURR_SCH",
                        "USER_NAME");
        assertThat(names.get(33)).isEqualTo("DCP_FLAG");
        assertThat(names.get(37)).isEqualTo("SRC_SITE");
    }

    @Test
    void a_global_session_gets_the_rows_of_every_ep() {
        assertThat(client.value("SELECT COUNT(*) FROM V$MPP_CFG_ITEM")).isEqualTo(4L);
        assertThat(client.rows("SELECT INST_NAME, EP_SEQNO FROM V$MPP_CFG_ITEM WHERE SF_GET_EP_SEQNO(ROWID) ="
                        + " SF_GET_SELF_EP_SEQNO() ORDER BY 2"))
                .containsExactly(List.of("EP01", 0), List.of("EP02", 1));
        assertThat(client.rows("SELECT NAME, MODE$, STATUS$ FROM V$INSTANCE ORDER BY NAME"))
                .containsExactly(List.of("EP01", "NORMAL", "OPEN"), List.of("EP02", "NORMAL", "OPEN"));
        assertThat(client.rows("SELECT NAME FROM V$INSTANCE WHERE SF_GET_EP_SEQNO(ROWID) = SF_GET_SELF_EP_SEQNO()"))
                .containsExactly(List.of("EP01"));
        assertThat(client.rows("SELECT * FROM V$MPP_CFG_SYS ORDER BY 4"))
                .containsExactly(List.of("ACTIVE", 2, 0, 0), List.of("ACTIVE", 2, 0, 1));
        assertThat(client.rows(
                        "SELECT DISTINCT MAL_INST_NAME, MAL_INST_HOST, MAL_INST_PORT FROM V$DM_MAL_INI ORDER BY 1"))
                .containsExactly(List.of("EP01", "127.0.0.1", 5236), List.of("EP02", "127.0.0.2", 5237));
    }

    @Test
    void sessions_are_listed_by_the_ep_they_are_on_with_the_dcp_flag() {
        Client dcp =
                new Client(mpp.ep(1).login(LoginDetails.of("SYSDBA", "SYSDBA").asDcp()));
        dcp.manual().run("SELECT 7 FROM DUAL");

        assertThat(client.rows("SELECT SESS_ID, DCP_FLAG, USER_NAME, SF_GET_EP_SEQNO(ROWID), SRC_SITE FROM V$SESSIONS"
                        + " ORDER BY SESS_ID"))
                .containsExactly(
                        List.of(client.session().sessionId(), "N", "SYSDBA", 0, 65535),
                        List.of(dcp.session().sessionId(), "Y", "SYSDBA", 1, 65535));
        assertThat(client.value("SELECT SQL_TEXT FROM V$SESSIONS WHERE DCP_FLAG = 'Y'"))
                .isEqualTo("SELECT 7 FROM DUAL");
        assertThat(client.rows("SELECT * FROM V$SESSIONS WHERE SF_GET_EP_SEQNO(ROWID) = (SELECT DISTINCT EP_SEQNO FROM"
                        + " V$MPP_CFG_ITEM WHERE INST_NAME = 'EP02')"))
                .hasSize(1);
    }

    @Test
    void a_tables_distribution_can_be_asked_for() {
        client.run("CREATE TABLE H(K INT, L DATE, V INT) DISTRIBUTED BY HASH(K, L)");
        client.run("CREATE TABLE R(K INT)");
        client.run("CREATE TABLE F(K INT) DISTRIBUTED FULLY");
        client.run("CREATE GLOBAL TEMPORARY TABLE G(K INT)");
        client.run("INSERT INTO R VALUES(1), (2), (3)");

        assertThat(client.rows("SELECT TABLE_NAME, TABLE_TYPE, DIS_TYPE, DIS_COLS FROM SYS.ALL_TABLES_DIS_INFO WHERE"
                        + " SCHEMA_NAME = 'SYSDBA' ORDER BY 1"))
                .extracting(Object::toString)
                .containsExactly(
                        "[F, NORMAL, FULLY, null]",
                        "[G, NORMAL, LOCAL, null]",
                        "[H, NORMAL, HASH, (\"K\",\"L\")]",
                        "[R, NORMAL, RANDOMLY, null]");
        assertThat(client.rows("CALL SP_GET_EP_COUNT('SYSDBA', 'R')")).containsExactly(List.of(0, 2L), List.of(1, 1L));
        assertThat(client.rows("SP_GET_EP_COUNT('SYSDBA', 'F')")).containsExactly(List.of(0, 0L), List.of(1, 0L));
        assertThat(client.code("SP_GET_EP_COUNT('SYSDBA', 'NONE')")).isEqualTo(-2106);
    }

    @Test
    void a_tables_definition_can_be_asked_for_and_makes_the_same_table() {
        client.run(
                "CREATE TABLE T(K INT IDENTITY(5, 2), V VARCHAR(50) DEFAULT 'x' NOT NULL, D DECIMAL(10, 2), C CHAR(3),"
                        + " TS TIMESTAMP(3), PRIMARY KEY(K)) DISTRIBUTED BY HASH(K)");

        var answer = client.run("CALL SP_TABLEDEF('SYSDBA', 'T')").resultSets().get(0);
        String definition =
                answer.rows().stream().map(row -> String.valueOf(row[0])).collect(Collectors.joining());

        assertThat(answer.columns().get(0).name()).isEqualTo("COLUMN_VALUE");
        assertThat(definition)
                .isEqualTo("CREATE TABLE \"SYSDBA\".\"T\"  (  \"K\" INT IDENTITY(5, 2) NOT NULL,  \"V\" VARCHAR(50)"
                        + " DEFAULT 'x' NOT NULL,  \"D\" DECIMAL(10, 2),  \"C\" CHAR(3),  \"TS\" TIMESTAMP(3),  NOT CLUSTER"
                        + " PRIMARY KEY(\"K\")) STORAGE(ON \"MAIN\", CLUSTERBTR) DISTRIBUTED BY HASH(\"K\") ;");
        assertThat(String.valueOf(client.value("SELECT TABLEDEF('SYSDBA', 'T')"))
                        .replace("\n", "  "))
                .isEqualTo(definition);
        client.run("DROP TABLE T");
        client.run(definition);
        assertThat(client.rows("SP_TABLEDEF('SYSDBA', 'T')").get(0).get(0)).isEqualTo(definition);
    }

    @Test
    void a_long_definition_comes_in_rows_of_500_characters() {
        String columns = java.util.stream.IntStream.range(0, 60)
                .mapToObj(i -> "LONG_NAME_OF_COLUMN_" + i + " INT")
                .collect(Collectors.joining(", "));
        client.run("CREATE TABLE T(" + columns + ")");

        List<Integer> lengths = client.rows("SP_TABLEDEF('SYSDBA', 'T')").stream()
                .map(row -> String.valueOf(row.get(0)).length())
                .toList();

        assertThat(lengths.size()).isGreaterThan(3);
        assertThat(lengths.subList(0, lengths.size() - 1)).containsOnly(500);
    }

    @Test
    void a_session_knows_where_and_who_it_is() {
        assertThat(client.value("SELECT SF_GET_SELF_EP_SEQNO()")).isEqualTo(0);
        assertThat(Client.on(mpp, 1).value("SELECT SF_GET_SELF_EP_SEQNO() FROM DUAL"))
                .isEqualTo(1);
        assertThat(client.value("SELECT USER")).isEqualTo("SYSDBA");
        assertThat(client.value("SELECT SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA')"))
                .isEqualTo("SYSDBA");
        assertThat(client.value("SELECT SESSID()")).isEqualTo(client.session().sessionId());
        assertThat(client.value("SELECT SYSDATE")).isEqualTo(LocalDateTime.parse("2026-11-23T08:00"));
        assertThat(client.run("SELECT PERMANENT_MAGIC")
                        .resultSets()
                        .get(0)
                        .columns()
                        .get(0)
                        .name())
                .isEqualTo("PERMANENT_MAGIC");
        assertThat(client.value(
                        "SELECT PARA_VALUE FROM V$DM_INI WHERE PARA_NAME = 'MPP_INI' AND SF_GET_EP_SEQNO(ROWID) = 1"))
                .isEqualTo("1");
        assertThat(client.value("SELECT SF_GET_PARA_VALUE(2, 'USE_NEW_HASH')")).isEqualTo(1);
    }

    @Test
    void rowids_name_the_ep_and_lead_back_to_the_row() {
        client.run("CREATE TABLE T(K INT) DISTRIBUTED BY HASH(K)");
        client.run("INSERT INTO T VALUES(1), (3)");
        Object rowid = client.value("SELECT ROWID FROM T WHERE K = 3");

        assertThat(rowid).isEqualTo(new RowId(1, 0, 2));
        assertThat(client.value("SELECT K FROM T WHERE ROWID = ?", rowid)).isEqualTo(3);
        assertThat(client.value("SELECT K FROM T WHERE ROWID = 'AAABAAAAAAAAAAAAAC'"))
                .isEqualTo(3);
        assertThat(client.changed("DELETE FROM T WHERE ROWID = 'AAABAAAAAAAAAAAAAC'"))
                .isEqualTo(1);
    }
}
