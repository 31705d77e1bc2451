package io.opendcp.proxy.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.error.Language;
import io.opendcp.proxy.disql.DisqlTool;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console on the management port. */
class DisqlOnManagementPortTest {
    @Test
    void desc_shows_the_columns_of_views_and_local_tables(@TempDir Path dir) throws Exception {
        StringWriter shown = new StringWriter();
        try (DcpUnderTest dcp = new DcpUnderTest(dir)) {
            String input = """
                    DESC SYS.SYSDCPINSTS;
                    DESCRIBE V$DCPINSTS
                    CREATE TABLE MEMO(NO INT PRIMARY KEY, TEXT VARCHAR(100));
                    INSERT INTO MEMO VALUES(1, 'x');
                    DESC MEMO
                    DESC NOWHERE
                    """;
            new DisqlTool(Language.ENGLISH, new BufferedReader(new StringReader(input)))
                    .run(new PrintWriter(shown), new PrintWriter(shown), "SYSDBA/SYSDBA@" + dcp.managementAddress());
        }

        assertThat(shown.toString().replaceAll(" +", " "))
                .contains("NAME TYPE$ NULLABLE", "NAME VARCHAR(128) Y", "IP VARCHAR(100) Y", "PORT INTEGER Y")
                .contains("EPNO INTEGER Y")
                .contains("NO INTEGER N", "TEXT VARCHAR(100) Y")
                .contains("[-2106]");
    }
}
