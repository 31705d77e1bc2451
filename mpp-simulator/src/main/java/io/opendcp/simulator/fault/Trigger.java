package io.opendcp.simulator.fault;

import java.util.Locale;

/**
 * When something has been asked for, or answered, so many times, something goes wrong. {@link #toString} is the sentence that
 * {@link Faults#parse} makes it from.
 *
 * @param ep instance name of the EP
 * @param direction REPLIES: answered; REQUESTS: asked for
 * @param count how often; 0 is at once
 * @param messages what is counted
 * @param user whose, folded; empty for everybody's
 * @param times how often in all; whenever it has fired, counting begins anew with the next message
 */
public record Trigger(
        String ep, Direction direction, int count, Messages messages, String user, Effect effect, int times) {
    public Trigger {
        Lengths.atLeast(0, count, "the count");
        Lengths.atLeast(1, times, "times");
        if (effect instanceof Effect.OnFrame hit && hit.fault().direction() == direction && hit.nth() <= count) {
            throw new FaultException(
                    "%s number %d has passed when %d have; the next is number %d"
                            .formatted(direction.word(), hit.nth(), count, count + 1),
                    "已有 %2$d 个 %1$s 时，第 %3$d 个已经过去；下一个是第 %4$d 个"
                            .formatted(direction.word(), count, hit.nth(), count + 1));
        }
    }

    /** What happens at once, and to everybody. */
    public static Trigger now(String ep, Effect effect) {
        return new Trigger(ep, Direction.REPLIES, 0, Messages.MESSAGE, "", effect, 1);
    }

    @Override
    public String toString() {
        String often = times == 1 ? "" : ", " + times + " times";
        return when() + ", " + effect.words() + often;
    }

    private String when() {
        if (count == 0 && messages == Messages.MESSAGE && user.isEmpty() && direction == Direction.REPLIES) {
            return "on " + ep;
        }
        String done = direction == Direction.REPLIES ? " has answered " : " has been asked for ";
        return "when " + ep + done + messages.words(count) + (user.isEmpty() ? "" : " of user " + named());
    }

    /** In quotes where it would be folded or cut to pieces. */
    private String named() {
        boolean plain = user.equals(user.toUpperCase(Locale.ROOT)) && user.matches("[^\\s,\"]+");
        return plain ? user : '"' + user + '"';
    }
}
