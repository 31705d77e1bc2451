package io.opendcp.simulation.check.list;

import io.opendcp.simulation.check.list.ListAction.Append;
import io.opendcp.simulation.check.list.ListAction.Read;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A transaction on lists.
 *
 * @param actions in order: appends that were asked for, and reads that were answered
 */
public record ListTransaction(List<ListAction> actions) {
    public Stream<Append> appends() {
        return actions.stream().filter(Append.class::isInstance).map(Append.class::cast);
    }

    public Stream<Read> reads() {
        return actions.stream().filter(Read.class::isInstance).map(Read.class::cast);
    }

    /** Its reads of lists to which it had not appended yet: they saw what others did. */
    public Stream<Read> foreignReads() {
        return reads().filter(read -> actions.subList(0, actions.indexOf(read)).stream()
                .noneMatch(before -> before instanceof Append && before.key() == read.key()));
    }

    @Override
    public String toString() {
        return actions.stream().map(ListAction::toString).collect(Collectors.joining(", "));
    }
}
