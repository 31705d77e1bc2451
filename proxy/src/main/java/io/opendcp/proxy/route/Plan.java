package io.opendcp.proxy.route;

import java.util.List;

/**
 * What a shape tells about where its statement's data is, before values and tables are known.
 *
 * @param understood false if it could not be parsed, or is nothing that can be placed
 * @param uses its tables
 */
record Plan(boolean understood, List<Use> uses) {
    static final Plan NONE = new Plan(false, List.of());

    Plan {
        uses = List.copyOf(uses);
    }
}
