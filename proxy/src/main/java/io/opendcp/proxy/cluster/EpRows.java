package io.opendcp.proxy.cluster;

import io.opendcp.protocol.host.HostTable;
import io.opendcp.protocol.statement.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the EPs from the rows in which an instance tells them: name, EP number, host, port. */
final class EpRows {
    private static final int COLUMNS = 4;
    private static final int HIGHEST_EPNO = 1023;

    private EpRows() {}

    /** The EPs; null if the rows are not what was asked for, or contradict one another. */
    static @Nullable List<Ep> read(Outcome outcome) {
        if (outcome.resultSets().isEmpty()) {
            return null;
        }
        List<Ep> eps = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        for (@Nullable Object[] row : outcome.resultSets().get(0).rows()) {
            Ep ep = ep(row);
            if (ep == null || !seen.add(ep.epno()) || !seen.add(ep.name())) {
                return null;
            }
            eps.add(ep);
        }
        return eps;
    }

    private static @Nullable Ep ep(@Nullable Object[] row) {
        if (row.length != COLUMNS
                || !(row[0] instanceof String name)
                || !(row[1] instanceof Number epno)
                || !(row[2] instanceof String host)
                || !(row[3] instanceof Number port)) {
            return null;
        }
        boolean plausible = epno.intValue() >= 0
                && epno.intValue() <= HIGHEST_EPNO
                && port.intValue() >= 1
                && port.intValue() <= HostTable.HIGHEST_PORT;
        return plausible ? new Ep(name, epno.intValue(), host, port.intValue()) : null;
    }
}
