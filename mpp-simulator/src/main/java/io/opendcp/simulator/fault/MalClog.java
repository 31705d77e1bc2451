package io.opendcp.simulator.fault;

import java.util.List;

/** Messages of the EP to others stay on their way until it is healed; then they arrive in their order, none is lost. */
public record MalClog(List<String> eps) implements MalFault {
    public MalClog {
        eps = MalFault.some(eps);
    }

    public static MalClog to(String... eps) {
        return new MalClog(List.of(eps));
    }

    @Override
    public String words() {
        return "clog its messages to " + MalFault.words(eps);
    }
}
