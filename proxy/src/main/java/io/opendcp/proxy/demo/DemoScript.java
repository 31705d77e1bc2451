package io.opendcp.proxy.demo;

import io.opendcp.protocol.ini.DmMalIni;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What the demo types, by the official driver. */
final class DemoScript {
    /** Manual 6.1.7 and 6.1.8, or 6.2.12 and 6.2.13, with the instances of a dmmal.ini, standbys too. */
    static List<String> configuration(DmMalIni mal) {
        List<String> calls = new ArrayList<>();
        for (DmMalIni.MalInstance each : mal.instances()) {
            calls.add("SP_DCP_ADD_INST('MPP_%s', '%s', %d);".formatted(each.instName(), each.host(), each.instPort()));
        }
        calls.add("SP_DCP_SET_LOGIN('SYSDBA', 'SYSDBA');");
        calls.add("SP_DCP_REFRESH_CONFIG();");
        return calls;
    }

    /** One table of each kind. */
    static final List<String> SAMPLE = List.of(
            "CREATE TABLE BRANCH(ID INT PRIMARY KEY, CITY VARCHAR(20)) DISTRIBUTED FULLY;",
            "CREATE TABLE ACCOUNT(ID INT PRIMARY KEY, BRANCH INT, OWNER VARCHAR(20), BALANCE DECIMAL(12,2))"
                    + " DISTRIBUTED BY HASH(ID);",
            "CREATE TABLE JOURNAL(TAKEN DATETIME, NOTE VARCHAR(100)) DISTRIBUTED RANDOMLY;",
            "INSERT INTO BRANCH VALUES(1, '武汉'), (2, '北京');",
            "INSERT INTO ACCOUNT VALUES(1, 1, '张三', 100), (2, 1, '李四', 200), (3, 2, '王五', 300),"
                    + " (4, 2, '赵六', 400), (5, 2, 'Smith', 500), (6, 1, 'Jones', 600);",
            "INSERT INTO JOURNAL VALUES(SYSDATE, 'opened');");

    private final PrintWriter out;

    DemoScript(PrintWriter out) {
        this.out = out;
    }

    void run(String at, List<String> statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:dm://" + at, "SYSDBA", "SYSDBA");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                out.println("SQL> " + sql);
                out.flush();
                statement.execute(sql);
            }
        }
    }
}
