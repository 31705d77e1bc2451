package io.opendcp.proxy.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.time.TurnedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Anything may happen to a pool in any order; what must hold, holds after each step. */
class ConnectionPoolRandomTest {
    private static final int STEPS = 3000;
    private static final String[] PARTS = {"all", "U0", "U1", "0", "1"};
    private static final Duration WAIT = Duration.ofSeconds(10);

    private TurnedTime time = new TurnedTime(Instant.EPOCH);
    private ConnectionPool pool = new ConnectionPool(new PoolLimits(4, WAIT, 8), time);
    private final List<EmbeddedEp> eps = new ArrayList<>();
    private final List<Borrower> borrowers = new ArrayList<>();
    private final Deque<Borrower> line = new ArrayDeque<>();
    private final Set<Borrower> takenBack = new HashSet<>();
    private SplittableRandom chance = new SplittableRandom(0);
    private long violations;
    /** By user, EP or "all": what there may be at most, after limits were lowered. */
    private final Map<String, Integer> most = new HashMap<>();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void invariants_hold_whatever_happens(long number) {
        long seed = Long.getLong("dcp.seed", number);
        chance = new SplittableRandom(seed);
        for (int step = 0; step < STEPS; step++) {
            String what = step();
            check("seed " + seed + ", step " + step + ": " + what);
        }
        end("seed " + seed);
    }

    private String step() {
        int drawn = chance.nextInt(100);
        if (drawn < 30) {
            return ask();
        }
        if (drawn < 45) {
            Borrower one =
                    any(borrowers.stream().filter(each -> each.making != null).toList());
            if (one != null && chance.nextInt(4) == 0) {
                one.stayOut();
                return "a login fails";
            }
            if (one != null) {
                one.comeIn();
            }
            return "a login succeeds";
        }
        Borrower holder =
                any(borrowers.stream().filter(each -> each.backend != null).toList());
        if (drawn < 75) {
            return holder == null ? "nothing" : giveBack(holder);
        }
        if (drawn < 80) {
            if (holder != null) {
                Backend backend = Objects.requireNonNull(holder.backend);
                holder.backend = null;
                pool.discard(backend);
            }
            return "a connection is discarded";
        }
        if (drawn < 86) {
            Borrower waiting = any(new ArrayList<>(line));
            if (waiting != null) {
                takenBack.add(waiting);
                line.remove(waiting);
                waiting.takeBack.run();
            }
            return "a wish is taken back";
        }
        if (drawn < 90) {
            EmbeddedEp ep = any(eps.stream().filter(EmbeddedEp::open).toList());
            if (ep != null) {
                ep.cut();
            }
            return "a connection breaks";
        }
        if (drawn < 93) {
            PoolLimits now = new PoolLimits(
                    1 + chance.nextInt(6),
                    limit(),
                    limit(),
                    Duration.ofSeconds(10L * limit()),
                    Duration.ofSeconds(100L * limit()),
                    WAIT,
                    8,
                    64);
            for (String part : PARTS) {
                most.put(part, Math.max(limit(now, part), busy(part)));
            }
            pool.limits(now);
            return "limits are " + now;
        }
        if (drawn < 96) {
            pool.clear(chance.nextInt(3));
            return "cleared";
        }
        time.turn(Duration.ofMillis(chance.nextInt(6000)));
        line.removeIf(each -> each.error != null);
        return "time goes on";
    }

    private String ask() {
        Borrower.Logins[] ways = Borrower.Logins.values();
        PoolKey key = EmbeddedEp.key("U" + chance.nextInt(2), "secret", chance.nextInt(2));
        Borrower borrower = new Borrower(key, ways[chance.nextInt(ways.length)], eps);
        borrowers.add(borrower);
        Runnable served = () -> {
            for (Borrower each : line) {
                if (each == borrower) {
                    break;
                }
                assertThat(blocked(each, borrower)).as("who came before").isTrue();
            }
            line.remove(borrower);
        };
        borrower.onTurn = served;
        boolean rash = chance.nextInt(10) == 0;
        borrower.onLent = () -> {
            if (line.contains(borrower)) {
                served.run();
            }
            if (rash) { // loses it while it is being handed over
                Backend backend = Objects.requireNonNull(borrower.backend);
                borrower.backend = null;
                pool.discard(backend);
            }
        };
        line.add(borrower);
        borrower.asks(pool);
        if (borrower.endings > 0 || borrower.making != null) {
            line.remove(borrower);
        }
        return "somebody asks";
    }

    private String giveBack(Borrower holder) {
        Backend backend = Objects.requireNonNull(holder.backend);
        boolean dirty = chance.nextInt(6) == 0;
        backend.transactionOpen(dirty);
        violations += dirty && !backend.lost() ? 1 : 0;
        holder.backend = null;
        pool.giveBack(backend, holder);
        return dirty ? "given back with a transaction" : "given back";
    }

    private <T> @Nullable T any(List<T> list) {
        return list.isEmpty() ? null : list.get(chance.nextInt(list.size()));
    }

    private int limit() {
        return chance.nextBoolean() ? 0 : 1 + chance.nextInt(4);
    }

    private static int limit(PoolLimits limits, String part) {
        int limit = part.equals("all") ? limits.size() : part.startsWith("U") ? limits.user() : limits.ep();
        return limit == 0 ? Integer.MAX_VALUE : limit;
    }

    private static boolean of(PoolKey key, String part) {
        return part.equals("all") || part.equals(key.user()) || part.equals(Integer.toString(key.epno()));
    }

    private int busy(String part) {
        return busy(part, null);
    }

    private int busy(String part, @Nullable Borrower except) {
        return (int) borrowers.stream()
                .filter(each -> each != except
                        && of(each.key(), part)
                        && (each.making != null || each.backend != null && !each.backend.lost()))
                .count();
    }

    /** Whether a limit is in somebody's way; one place may be kept for the first in line. */
    private boolean blocked(Borrower waiting, @Nullable Borrower except) {
        Borrower first = line.element();
        return Stream.of(PARTS).filter(part -> of(waiting.key(), part)).anyMatch(part -> {
            int kept = waiting != first && !part.equals("all") && of(first.key(), part) ? 1 : 0;
            return busy(part, except) + kept >= limit(pool.limits(), part);
        });
    }

    private void check(String when) {
        borrowers.removeIf(each -> each.endings > 0
                && each.making == null
                && (each.backend == null || each.backend.lost() && chance.nextBoolean()));
        List<Backend> all = pool.backends();
        List<Backend> free = all.stream().filter(pool::isFree).toList();
        Set<Backend> held = new HashSet<>();
        for (Borrower each : borrowers) {
            assertThat(each.endings).as(when).isLessThanOrEqualTo(1);
            if (each.backend != null && !each.backend.lost()) {
                assertThat(held.add(each.backend)).as("two have one; " + when).isTrue();
            }
        }
        assertThat(held).as(when).noneMatch(free::contains);
        assertThat(held.size() + free.size()).as("a lost slot; " + when).isEqualTo(all.size());
        for (String part : PARTS) {
            int limit = limit(pool.limits(), part);
            int bound = Math.max(limit, Math.min(most.getOrDefault(part, limit), busy(part)));
            most.put(part, bound);
            long there = all.stream().filter(each -> of(each.key(), part)).count()
                    + borrowers.stream()
                            .filter(each -> each.making != null && of(each.key(), part))
                            .count();
            assertThat(there).as("too many of " + part + "; " + when).isLessThanOrEqualTo(bound);
        }
        assertThat(pool.waiting()).as("in line; " + when).isEqualTo(line.size());
        assertThat(line).as("somebody waits for nothing; " + when).allMatch(each -> blocked(each, null));
        assertThat(eps.stream().filter(EmbeddedEp::open).map(EmbeddedEp::backend))
                .as("open and unknown; " + when)
                .allMatch(all::contains);
        assertThat(pool.violations()).as(when).isEqualTo(violations);
        eps.removeIf(ep -> !ep.open());
    }

    private void end(String when) {
        pool.close();
        borrowers.stream().filter(each -> each.making != null).toList().forEach(Borrower::comeIn);
        assertThat(pool.backends()).as(when).isEmpty();
        assertThat(eps).as(when).noneMatch(EmbeddedEp::open);
        assertThat(borrowers).as(when).allMatch(each -> each.endings == 1 || takenBack.contains(each));
    }
}
