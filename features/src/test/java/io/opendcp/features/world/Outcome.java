package io.opendcp.features.world;

import java.sql.SQLException;
import java.util.List;

/** How an action of a client ended. */
public sealed interface Outcome {
    /** A statement that returns no rows, a login, a tool: it went well. */
    record Done() implements Outcome {}

    /** A query's rows, the column labels first; NULL is written {@code NULL}, as DIsql prints it. */
    record Rows(List<List<String>> table) implements Outcome {}

    /** It was refused. */
    record Refused(int code, String message) implements Outcome {
        static Refused of(SQLException e) {
            return new Refused(e.getErrorCode(), String.valueOf(e.getMessage()));
        }
    }
}
