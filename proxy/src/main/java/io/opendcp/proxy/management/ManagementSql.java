package io.opendcp.proxy.management;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.server.Execution;
import io.opendcp.protocol.server.PreparedSql;
import io.opendcp.protocol.server.SqlSession.Completion;
import io.opendcp.protocol.sql.Shape;
import io.opendcp.protocol.sql.SqlText;
import io.opendcp.protocol.sql.StatementKind;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.TypeSpec;
import java.util.Collections;
import java.util.List;

/** A statement of the management port. */
interface ManagementSql extends PreparedSql {
    /** Longest text, in characters. */
    int MOST_CHARACTERS = 64 * 1024;

    void run(ManagementSession session, Execution execution, Completion completion);

    /** @throws DmException if it is none that the management port knows */
    static ManagementSql compile(String sql, ManagementSession session) {
        if (sql.length() > MOST_CHARACTERS) {
            throw DmException.of(ErrorCode.LIMIT, "SQL", MOST_CHARACTERS);
        }
        SqlText text = SqlText.of(sql);
        Shape shape = text.shape();
        if (text.kind() == StatementKind.BLOCK) {
            return ClientInfo.compile(sql);
        }
        if (text.twoStatements()) {
            throw DmException.of(ErrorCode.NOT_SUPPORTED, "...; ...");
        }
        if (shape == null) {
            throw DmException.of(ErrorCode.SYNTAX);
        }
        return switch (text.kind()) {
            case SELECT -> Query.compile(sql, session);
            case CALL -> Procedures.compile(shape);
            case COMMIT -> nothing(StatementType.COMMIT, TransactionStatus.COMMITTED);
            case ROLLBACK -> nothing(StatementType.ROLLBACK, TransactionStatus.ROLLED_BACK);
            case INSERT, UPDATE, DELETE -> LocalChange.compile(sql, shape, session);
            case SET_SCHEMA -> SchemaSql.compile(shape);
            case DDL -> {
                ManagementSql local = LocalSql.compile(sql, shape);
                yield local != null ? local : AccountSql.compile(shape);
            }
            case OTHER -> ParameterSql.compile(shape);
            default -> throw unknown(shape);
        };
    }

    private static ManagementSql nothing(StatementType type, TransactionStatus status) {
        return new Command(type, 0, null, (session, values, completion) -> completion.done(Outcome.done(type, status)));
    }

    /** The error for a text that is no statement of the management port: its first words, and that it is none. */
    static DmException unknown(Shape shape) {
        List<String> words = List.of(shape.text().split(" ", 4));
        return DmException.of(ErrorCode.NOT_SUPPORTED, String.join(" ", words.subList(0, Math.min(3, words.size()))));
    }

    /** Descriptors of parameters of which only the place is known. */
    static List<Descriptor> parameters(int count) {
        return Collections.nCopies(count, Descriptor.anyParameter(new TypeSpec(DmType.VARCHAR, 32767, 0)));
    }
}
