package io.opendcp.simulator.fault;

import java.time.Duration;

/**
 * The words of faults and triggers: one grammar for Java, for features and for people at a prompt. Case does not matter, except
 * in names.
 *
 * <pre>
 *   sentence = ( "on" EP | "when" EP "has" done count messages [ "of user" NAME ] ) "," effect [ "," count "times" ]
 *   done     = "answered" | "been asked for"
 *   messages = "startups" | "logins" | "prepares" | "executions" | "statements" | "fetches" | "commits" | "rollbacks"
 *            | "messages"
 *   effect   = "refuse connections" | "vanish without a word" | "lose its clients without a word"
 *            | "slow its disk by" duration [ "and up to" duration "more" ] | "fail 1 of" count "writes" | "fill its disk"
 *            | "set its clock" duration ( "ahead" | "back" ) [ "and" duration "more a second" ]
 *            | "refuse 1 of" count "changes"
 *            | "cut it" [ "and" eps ] "off from" eps | "clog its messages to" eps | "swizzle its links within" duration
 *            | "delay its messages to" eps "by" duration [ "and up to" duration "more" ]
 *            | ( "pause" | "resume" | "kill" | "restart" | "heal" ) "it"
 *            | ( "reset" | "swallow" | "stall" ) bytes
 *            | "delay" bytes "by" duration [ "and up to" duration "more" ]
 *            | "throttle" bytes "to" count "bytes a second"
 *            | "slice" bytes "into pieces of" count "bytes"
 *            | "garble" bytes ( "after" count "bytes" [ "within" count "bytes" ] | "within" count "bytes" )
 *            | "cut" bytes "after" count "bytes"
 *   bytes    = "its requests" | "its replies" | "its" NTH ( "request" | "reply" )
 *   eps      = EP { "and" EP }
 *   duration = count ( "s" | "ms" | "us" | "ns" )
 * </pre>
 */
public final class Faults {
    private Faults() {}

    /**
     * Reads a sentence, as {@code when EP02 has answered 3 commits of user APP, cut its 4th reply after 7 bytes}.
     *
     * @throws FaultSyntaxException if it is none: says where, and what was expected there
     * @throws IllegalArgumentException if it is one, but cannot come true
     */
    public static Trigger parse(String text) {
        return new Sentence(text).read();
    }

    /**
     * Reads a duration, as {@code 256 s}.
     *
     * @throws FaultSyntaxException if it is none
     */
    public static Duration duration(String text) {
        return new Sentence(text).readDuration();
    }
}
