package io.opendcp.simulation.workload;

import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.simulation.SimulatedClient;
import io.opendcp.simulation.check.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what clients were told. */
final class Answers {
    private Answers() {}

    static List<@Nullable Object[]> rows(Outcome outcome) {
        return outcome.resultSets().get(0).rows();
    }

    /** The only value. */
    static @Nullable Object value(Outcome outcome) {
        return rows(outcome).get(0)[0];
    }

    static List<String> texts(Outcome outcome) {
        return rows(outcome).stream().map(row -> String.valueOf(row[0])).toList();
    }

    static List<Long> numbers(Outcome outcome) {
        return rows(outcome).stream().map(row -> number(row[0])).toList();
    }

    static long number(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalStateException("no number: " + value);
    }

    /** What a client knows after {@code failure} of what would have committed. */
    static Operation.Outcome ofCommit(SimulatedClient client, Throwable failure) {
        boolean lost = SimulatedClient.code(failure) == ErrorCode.OUTCOME_UNKNOWN.code() || !client.connected();
        return lost ? Operation.Outcome.UNKNOWN : Operation.Outcome.FAILED;
    }
}
