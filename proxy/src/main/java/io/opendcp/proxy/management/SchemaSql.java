package io.opendcp.proxy.management;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.sql.Shape;
import io.opendcp.protocol.sql.SqlScanner;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code SET SCHEMA}, which tools send when they connect: SYS, or that of an account. Names without a schema are looked for
 * among local tables and views in any case.
 */
final class SchemaSql {
    private static final Pattern SET = Pattern.compile("SET (?:CURRENT )?SCHEMA (?:= )?(\\w+|\"[^\"]+\")");

    private SchemaSql() {}

    static ManagementSql compile(Shape shape) {
        Matcher set = SET.matcher(shape.text());
        if (!set.matches()) {
            throw ManagementSql.unknown(shape);
        }
        SqlScanner name = new SqlScanner(Objects.requireNonNull(set.group(1)));
        name.next();
        String schema = name.name();
        return new Command(StatementType.SET_SCHEMA, 0, null, (session, values, completion) -> {
            boolean known = schema.equals("SYS")
                    || session.office().catalogue().accounts().find(schema) != null;
            if (!known) {
                throw DmException.of(ErrorCode.INVALID_SCHEMA, schema);
            }
            session.schema(schema);
            completion.done(Outcome.schema(schema, TransactionStatus.NONE));
        });
    }
}
