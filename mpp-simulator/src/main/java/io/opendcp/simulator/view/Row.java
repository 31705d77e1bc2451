package io.opendcp.simulator.view;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of system views. */
final class Row {
    private Row() {}

    static List<@Nullable Object> of(@Nullable Object... values) {
        return Arrays.asList(values);
    }
}
