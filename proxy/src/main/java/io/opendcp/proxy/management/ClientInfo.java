package io.opendcp.proxy.management;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.server.Execution;
import io.opendcp.protocol.server.SqlSession.Completion;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.RowSet;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one program that the management port runs: the JDBC driver's getClientInfoProperties, which puts the driver's own
 * list into an array of records and selects from that. Source: {@code docs/protocol/statements.md} 11.
 */
record ClientInfo(List<Descriptor> columns, List<@Nullable Object[]> rows) implements ManagementSql {
    private static final String TEXT = "'((?:[^']|'')*)';\\s*";
    private static final Pattern PROGRAM =
            Pattern.compile("(?i)(?:/\\*DMJDBC\\*/\\s*)?declare\\s+type \\w+ is record \\(NAME varchar, "
                    + "MAX_LEN int, DEFAULT_VALUE varchar, DESCRIPTION varchar\\);");
    private static final Pattern PROPERTY = Pattern.compile("r\\.name = " + TEXT
            + "r\\.max_len = (\\d{1,9});\\s*r\\.default_value = " + TEXT + "r\\.description = " + TEXT);
    private static final int MOST_CHARACTERS = 8188;

    /** @throws DmException if it is another program */
    static ManagementSql compile(String sql) {
        if (!PROGRAM.matcher(sql).lookingAt()) {
            throw DmException.of(ErrorCode.NOT_SUPPORTED, "BEGIN");
        }
        List<@Nullable Object[]> rows = new ArrayList<>();
        Matcher property = PROPERTY.matcher(sql);
        while (property.find()) {
            int length = Integer.parseInt(Objects.requireNonNull(property.group(2)));
            rows.add(new @Nullable Object[] {text(property, 1), length, text(property, 3), text(property, 4)});
        }
        return new ClientInfo(
                List.of(text("NAME"), number("MAX_LEN"), text("DEFAULT_VALUE"), text("DESCRIPTION")), rows);
    }

    private static String text(Matcher property, int group) {
        return Objects.requireNonNull(property.group(group)).replace("''", "'");
    }

    private static Descriptor text(String name) {
        return Descriptor.column(name, new TypeSpec(DmType.VARCHAR, MOST_CHARACTERS, 0));
    }

    private static Descriptor number(String name) {
        return Descriptor.column(name, new TypeSpec(DmType.INTEGER, Integer.BYTES, 0));
    }

    @Override
    public StatementType type() {
        return StatementType.SELECT;
    }

    @Override
    public List<Descriptor> parameters() {
        return List.of();
    }

    @Override
    public void run(ManagementSession session, Execution execution, Completion completion) {
        completion.done(Outcome.rows(StatementType.SELECT, new RowSet(columns, rows), TransactionStatus.NONE));
    }
}
