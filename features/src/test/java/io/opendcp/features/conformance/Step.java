package io.opendcp.features.conformance;

import java.util.List;

/**
 * A statement of the list and what it must come to.
 *
 * @param line where it stands in the list, from 1
 * @param section the heading it is under
 * @param ask what is looked at
 * @param binds values for its parameters, as {@code type=value}
 * @param expected lines; see the list's own first lines
 */
record Step(int line, String section, Ask ask, String sql, List<String> binds, List<String> expected) {
    /** What of a statement is looked at. */
    enum Ask {
        /** Its rows, count or error. */
        RESULT,
        /** What the driver says about its columns. */
        COLUMNS
    }
}
