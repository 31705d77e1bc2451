package io.opendcp.proxy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opendcp.protocol.ini.DmIni;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that are texts, by SP_SET_PARA_STRING_VALUE and ALTER SYSTEM. */
class TextParametersTest {
    private Path ini;
    private DcpUnderTest dcp;
    private Connection dba;

    @BeforeEach
    void start(@TempDir Path dir) throws Exception {
        ini = dir.resolve("dm.ini");
        dcp = new DcpUnderTest(dir);
        dba = dcp.manage("SYSDBA", "SYSDBA");
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

    private int error(String sql) {
        return catchThrowableOfType(SQLException.class, () -> run(sql)).getErrorCode();
    }

    private String nameInFile() throws SQLException {
        return inFile("INSTANCE_NAME");
    }

    private String inFile(String name) throws SQLException {
        try (Statement statement = dba.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT FILE_VALUE FROM V$DM_INI WHERE PARA_NAME = '" + name + "'")) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    void the_file_is_changed_by_either() throws SQLException, IOException {
        run("SP_SET_PARA_STRING_VALUE(2, 'instance_name', 'DCP 7')");
        assertThat(nameInFile()).isEqualTo("DCP 7");
        assertThat(Files.readString(ini)).contains("INSTANCE_NAME = DCP 7\n").contains("# applications");

        run("ALTER SYSTEM SET 'INSTANCE_NAME' = 'DCP8' SPFILE");
        assertThat(nameInFile()).isEqualTo("DCP8");
    }

    @Test
    void what_may_be_empty_can_be_emptied() throws SQLException, IOException {
        run("SP_SET_PARA_STRING_VALUE(2, 'DCP_PEERS', '127.0.0.2:5236, 127.0.0.3:5236')");
        run("SP_SET_PARA_STRING_VALUE(2, 'DCP_TLS_CA', 'ca.crt')");
        assertThat(DmIni.readDcp(ini).dcp().peers()).hasSize(2);

        run("SP_SET_PARA_STRING_VALUE(2, 'DCP_PEERS', '')");
        run("ALTER SYSTEM SET 'DCP_TLS_CA' = '' SPFILE");

        assertThat(inFile("DCP_PEERS")).isNullOrEmpty();
        assertThat(inFile("DCP_TLS_CA")).isNullOrEmpty();
        assertThat(Files.readString(ini)).contains("DCP_PEERS =\n", "DCP_TLS_CA =\n");
        assertThat(DmIni.readDcp(ini).dcp().peers()).isEmpty();
        assertThat(DmIni.readDcp(ini).dcp().tls().ca()).isEmpty();
    }

    @Test
    void peers_are_changed_while_it_runs() throws SQLException {
        run("ALTER SYSTEM SET 'DCP_PEERS' = '127.0.0.2:1, 127.0.0.3:1' BOTH");
        assertThat(peers()).containsExactly("127.0.0.2", "127.0.0.3");
        assertThat(DmIni.readDcp(ini).dcp().peers()).hasSize(2);

        run("SP_SET_PARA_STRING_VALUE(0, 'DCP_PEERS', '')");
        assertThat(peers()).isEmpty();
        assertThat(inFile("DCP_PEERS")).isEqualTo("127.0.0.2:1, 127.0.0.3:1");
        assertThat(error("ALTER SYSTEM SET 'DCP_PEERS' = 'nowhere'")).isEqualTo(-2206);
    }

    private List<String> peers() throws SQLException {
        try (Statement statement = dba.createStatement();
                ResultSet rows = statement.executeQuery("SELECT HOST FROM V$DCP_PEERS")) {
            List<String> hosts = new ArrayList<>();
            while (rows.next()) {
                hosts.add(rows.getString(1));
            }
            return hosts;
        }
    }

    @Test
    void what_may_not_be_empty_stays() throws SQLException {
        assertThat(error("SP_SET_PARA_STRING_VALUE(2, 'DCP_TLS_CERT', '')")).isEqualTo(-2206);
        assertThat(error("ALTER SYSTEM SET 'DCP_TLS_KEY' = '' SPFILE")).isEqualTo(-2206);
        assertThat(error("SP_SET_PARA_STRING_VALUE(2, 'DCP_PEERS', ' ')")).isEqualTo(-2206);
        assertThat(inFile("DCP_TLS_CERT")).isEqualTo("server.crt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " DCP", "DCP ", "D#CP", "D\nPORT_NUM = 1", "D\rCP", "SEVENTEEN_LETTERS"})
    void what_a_line_of_the_file_cannot_hold_is_refused_and_changes_nothing(String name)
            throws SQLException, IOException {
        String before = Files.readString(ini);

        assertThat(error("SP_SET_PARA_STRING_VALUE(2, 'INSTANCE_NAME', '" + name + "')"))
                .isEqualTo(-2206);
        assertThat(error("ALTER SYSTEM SET 'INSTANCE_NAME' = '" + name + "' SPFILE"))
                .isEqualTo(-2206);

        assertThat(Files.readString(ini)).isEqualTo(before);
    }

    @Test
    void a_number_is_no_text_and_a_text_no_number() {
        assertThat(error("SP_SET_PARA_VALUE(2, 'INSTANCE_NAME', 1)")).isEqualTo(-5403);
        assertThat(error("SP_SET_PARA_STRING_VALUE(2, 'INSTANCE_NAME', 1)")).isEqualTo(-5403);
        assertThat(error("SP_SET_PARA_STRING_VALUE(0, 'DCP_POOL_WAIT', '5')")).isEqualTo(-5403);
        assertThat(error("ALTER SYSTEM SET 'INSTANCE_NAME' = 1 SPFILE")).isEqualTo(-5403);
        assertThat(error("SP_SET_PARA_STRING_VALUE(0, 'INSTANCE_NAME', 'DCP8')"))
                .isEqualTo(-8918);
        assertThat(error("SP_SET_PARA_STRING_VALUE(2, 'INSTANCE_NAME')")).isEqualTo(-5402);
        assertThat(error("SP_SET_PARA_STRING_VALUE(2, 'NOTHING', 'DCP8')")).isEqualTo(-2206);
    }
}
