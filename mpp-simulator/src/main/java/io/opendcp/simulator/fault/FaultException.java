package io.opendcp.simulator.fault;

import io.opendcp.protocol.error.Language;
import java.util.Collection;

/** What was said about faults cannot come true; says why in both languages. */
public class FaultException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String chinese;

    FaultException(String english, String chinese) {
        super(english);
        this.chinese = chinese;
    }

    /** @param eps instance names of those there are */
    public static FaultException noSuchEp(String instance, Collection<String> eps) {
        String all = String.join(", ", eps);
        return new FaultException(
                "no EP is called %s; there are %s".formatted(instance, all),
                "没有名为 %s 的 EP；现有 %s".formatted(instance, all));
    }

    /** @param instance whose link to itself was spoken of */
    public static FaultException noLinkToItself(String instance) {
        return new FaultException(
                "%s has links to other EPs, not to itself".formatted(instance),
                "%s 只与其他 EP 有链路，与自身没有".formatted(instance));
    }

    /** {@link #getMessage} in either language; words of the grammar are the same in both. */
    public final String message(Language language) {
        return language == Language.CHINESE ? chinese : String.valueOf(getMessage());
    }
}
