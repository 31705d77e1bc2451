package io.opendcp.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opendcp.simulator.MppSpec;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an EP tells comes to the client of a DCP word for word: texts of errors, the driver's DatabaseMetaData. */
class SameThroughDcpTest {
    private Testbed bed;
    private Connection ep;
    private Connection dcp;

    @BeforeEach
    void start() throws Exception {
        bed = new Testbed(MppSpec.ofEps(2), 3);
        ep = bed.ep(0);
        dcp = bed.dcp();
        try (Statement statement = dcp.createStatement()) {
            statement.execute("CREATE TABLE REGIONS(ID INT PRIMARY KEY, NAME VARCHAR(20)) DISTRIBUTED FULLY");
            statement.execute("CREATE TABLE SHOP(ID INT PRIMARY KEY, R INT REFERENCES REGIONS(ID)) DISTRIBUTED FULLY");
            statement.execute("CREATE INDEX BY_REGION ON SHOP(R DESC)");
            statement.execute("COMMENT ON TABLE SHOP IS 'where we sell'");
        }
    }

    @AfterEach
    void stop() throws Exception {
        dcp.close();
        ep.close();
        bed.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT ID,\nX FROM SHOP",
                "SELECT * FROM SHOP WHERE\nID = = 1",
                "SELEC 1",
                "SELECT *\nFROM\nNOWHERE",
                "INSERT INTO SHOP VALUES(1, 99)"
            })
    void an_error_has_its_text_and_place(String sql) {
        SQLException straight = failure(ep, sql);
        SQLException through = failure(dcp, sql);

        assertThat(through.getErrorCode()).isEqualTo(straight.getErrorCode());
        assertThat(through.getMessage()).isEqualTo(straight.getMessage()).isNotEmpty();
    }

    @SuppressWarnings("JdbcExecuteWithNonConstantString")
    private static SQLException failure(Connection connection, String sql) {
        return catchThrowableOfType(SQLException.class, () -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        });
    }

    @Test
    void the_metadata_are_the_same() throws Exception {
        Map<String, List<String>> straight = metadata(ep.getMetaData());

        assertThat(metadata(dcp.getMetaData())).isEqualTo(straight);
        assertThat(straight.values()).allSatisfy(rows -> assertThat(rows).isNotEmpty());
    }

    private static Map<String, List<String>> metadata(DatabaseMetaData data) throws SQLException {
        Map<String, List<String>> all = new LinkedHashMap<>();
        all.put("schemas", rows(data.getSchemas()));
        all.put("table types", rows(data.getTableTypes()));
        all.put("types", rows(data.getTypeInfo()));
        all.put("tables", rows(data.getTables(null, "SYSDBA", "%", null)));
        all.put("columns", rows(data.getColumns(null, "SYSDBA", "%", "%")));
        all.put("primary key", rows(data.getPrimaryKeys(null, "SYSDBA", "SHOP")));
        all.put("indexes", rows(data.getIndexInfo(null, "SYSDBA", "SHOP", false, true)));
        all.put("imported keys", rows(data.getImportedKeys(null, "SYSDBA", "SHOP")));
        all.put("exported keys", rows(data.getExportedKeys(null, "SYSDBA", "REGIONS")));
        return all;
    }

    private static List<String> rows(ResultSet result) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (result) {
            int width = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= width; i++) {
                    row.add(result.getString(i));
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }
}
