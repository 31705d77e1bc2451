package io.opendcp.simulation.search;

import io.opendcp.simulation.Bank;
import io.opendcp.simulation.Workload;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a search tries. */
public enum Profile {
    /** Money moves between accounts on different EPs: {@link Bank}. */
    BANK;

    Workload workload(int clients, int operations) {
        return switch (this) {
            case BANK -> new Bank(clients, Math.max(1, operations / clients));
        };
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
