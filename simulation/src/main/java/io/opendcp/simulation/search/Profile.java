package io.opendcp.simulation.search;

import io.opendcp.simulation.Workload;
import io.opendcp.simulation.check.list.Isolation;
import io.opendcp.simulation.workload.Bank;
import io.opendcp.simulation.workload.Lists;
import io.opendcp.simulation.workload.Tokens;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a search tries. */
public enum Profile {
    /** Money moves between accounts on different EPs: {@link Bank}. */
    BANK,
    /** The same where each EP has a standby that takes over. */
    BANK_STANDBY,
    /** Each reply is its request's, and each request is done once: {@link Tokens}. */
    TOKENS,
    /** Transactions of READ COMMITTED append to lists and read them: {@link Lists}. */
    LISTS,
    /** The same under SNAPSHOT. */
    LISTS_SNAPSHOT;

    Workload workload(int clients, int operations) {
        int each = Math.max(1, operations / clients);
        return switch (this) {
            case BANK, BANK_STANDBY -> new Bank(clients, each);
            case TOKENS -> new Tokens(clients, each);
            case LISTS -> new Lists(clients, each, Isolation.READ_COMMITTED);
            case LISTS_SNAPSHOT -> new Lists(clients, each, Isolation.SNAPSHOT);
        };
    }

    /** Whether each EP has a standby. */
    boolean standbys() {
        return this == BANK_STANDBY;
    }

    /** As people write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException if there is none of this name; says which there are */
    public static Profile named(String word) {
        return Arrays.stream(values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no profile is called " + word + "; there are "
                        + Arrays.stream(values()).map(Profile::word).collect(Collectors.joining(", "))));
    }
}
