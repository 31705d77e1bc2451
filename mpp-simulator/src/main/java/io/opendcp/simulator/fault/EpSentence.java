package io.opendcp.simulator.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The part of a {@link Sentence} that is about what is behind an EP's port: its disk, its clock, its links. */
final class EpSentence {
    static final List<String> VERBS = List.of("slow", "fail", "fill", "set", "clog", "swizzle");

    private final Words words;

    EpSentence(Words words) {
        this.words = words;
    }

    /** What follows {@code verb}; empty if that is about bytes or connections after all. */
    Optional<EpFault> read(String verb) {
        return switch (verb) {
            case "slow" -> Optional.of(slow());
            case "fail" -> Optional.of(fail());
            case "fill" -> Optional.of(fill());
            case "set" -> Optional.of(set());
            case "clog" -> Optional.of(clog());
            case "swizzle" -> Optional.of(swizzle());
            case "refuse" -> words.skip("connections") ? Optional.empty() : Optional.of(conflict());
            case "cut" -> words.skip("it") ? Optional.of(cut()) : Optional.empty();
            case "delay" -> words.skip("its", "messages") ? Optional.of(delay()) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private SlowDisk slow() {
        words.need("its disk by");
        Duration by = words.duration();
        return new SlowDisk(by, words.jitter());
    }

    private FailingDisk fail() {
        int outOf = outOf();
        words.need("writes");
        return new FailingDisk(outOf);
    }

    private WriteConflict conflict() {
        if (!words.isNumber()) {
            throw words.wrong("'connections' or '1'", "'connections' 或 '1'");
        }
        int outOf = outOf();
        words.need("changes");
        return new WriteConflict(outOf);
    }

    private int outOf() {
        words.need("1 of");
        return words.count(1);
    }

    private FullDisk fill() {
        words.need("its disk");
        return new FullDisk();
    }

    private ClockSkew set() {
        words.need("its clock");
        Duration by = words.duration();
        boolean back = words.oneOf(List.of("ahead", "back")).equals("back");
        Duration drift = Duration.ZERO;
        if (words.skip("and")) {
            drift = words.duration();
            words.need("more a second");
        }
        return new ClockSkew(back ? by.negated() : by, drift);
    }

    private MalClog clog() {
        words.need("its messages to");
        return new MalClog(eps());
    }

    private MalDelay delay() {
        words.need("to");
        List<String> eps = eps();
        words.need("by");
        Duration by = words.duration();
        return new MalDelay(eps, by, words.jitter());
    }

    private MalCut cut() {
        List<String> beside = words.skip("and") ? eps() : List.of();
        words.need("off from");
        return new MalCut(beside, eps());
    }

    private Swizzle swizzle() {
        words.need("its links within");
        return new Swizzle(words.duration());
    }

    private List<String> eps() {
        List<String> eps = new ArrayList<>();
        do {
            eps.add(words.nextEp());
        } while (words.skip("and"));
        return eps;
    }
}
