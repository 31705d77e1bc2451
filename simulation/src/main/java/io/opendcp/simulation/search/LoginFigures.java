package io.opendcp.simulation.search;

import java.util.List;
import java.util.stream.LongStream;

/** Prints both figures about logins. Arguments: seeds of each way, first seed, guesses. */
public final class LoginFigures {
    private LoginFigures() {}

    public static void main(String[] args) {
        int seeds = Integer.parseInt(args[0]);
        long first = Long.parseLong(args[1]);
        int guesses = Integer.parseInt(args[2]);
        boolean right = true;
        for (AuthTruth.Way way : AuthTruth.Way.values()) {
            List<AuthTruth.Seen> all = LongStream.range(first, first + seeds)
                    .mapToObj(seed -> AuthTruth.run(way, seed))
                    .toList();
            System.out.printf(
                    "%s: let in for at most %.1f virtual ms after; %d logins before, %d after, %d refused%n",
                    way,
                    all.stream().mapToDouble(AuthTruth.Seen::longestMs).max().orElse(0),
                    all.stream().mapToLong(AuthTruth.Seen::before).sum(),
                    all.stream().mapToLong(AuthTruth.Seen::after).sum(),
                    all.stream().mapToLong(AuthTruth.Seen::refused).sum());
            for (AuthTruth.Seen seen : all) {
                right &= seen.wrong().isEmpty();
                seen.wrong().forEach(System.out::println);
            }
        }
        for (int users : new int[] {1, guesses}) {
            Guessing.Seen seen = Guessing.run(users, guesses, first);
            System.out.println("guesses of " + users + " users from one host, by answer: " + seen.guesses() + " in "
                    + seen.lasted().toMillis() + " virtual ms");
            System.out.println("  others without: " + seen.quiet());
            System.out.println("  others with:    " + seen.meanwhile() + "; refused: " + seen.failed());
            right &= seen.failed() == 0;
        }
        System.exit(right ? 0 : 1);
    }
}
