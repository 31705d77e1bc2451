package io.opendcp.simulation.search;

import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.ini.DmIniKeys;
import io.opendcp.protocol.ini.IniKey;
import io.opendcp.simulation.SimulatedClient;
import io.opendcp.simulation.Simulation;
import io.opendcp.simulation.SimulationSpec;
import io.opendcp.simulation.workload.Steady;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Each setting of a DCP is set to its bounds, and past them, then some are changed again and again, while clients work: what
 * is out of bounds is refused, what is within holds, and no transaction fails.
 */
public final class EveryParameter {
    /** Never reached; says that there is such a limit, at which EPs have a line each. */
    private static final int MOST_TO_AN_EP = 10_000;

    private static final int TRANSACTIONS = 400;
    private static final long LONGEST_BETWEEN = Duration.ofMillis(10).toNanos();
    private static final List<IniKey> KEYS =
            Stream.concat(DmIniKeys.SERVER.stream(), DmIniKeys.DCP.stream()).toList();
    private static final List<IniKey> LIVE =
            KEYS.stream().filter(IniKey::dynamic).toList();

    /**
     * What was seen.
     *
     * @param settings tried at their bounds
     * @param refused values past them, each refused as it must be
     * @param changes of live ones, after that
     * @param wrong values that were taken and must not be, or the other way round; transactions that failed
     */
    record Seen(int settings, int refused, int changes, long committed, List<String> wrong) {}

    private final int changes;
    private final int clients;
    private final List<String> wrong = new ArrayList<>();
    private int refused;
    private int changed;
    private boolean over;

    EveryParameter(int changes, int clients) {
        this.changes = changes;
        this.clients = clients;
    }

    Seen run(long seed) {
        SimulationSpec spec = SimulationSpec.ofSeed(seed)
                .withEps(2)
                .withProxies(1)
                .withPoolSize(2 * clients)
                .withEpLimit(MOST_TO_AN_EP)
                .withLimit(Duration.ofMinutes(10));
        try (Simulation simulation = Simulation.start(spec)) {
            SimulatedClient administrator = simulation.administrator("administrator");
            CompletableFuture<Void> set = new CompletableFuture<>();
            Steady load = new Steady(
                    clients,
                    TRANSACTIONS,
                    () -> administrator
                            .connect()
                            .thenCompose(on -> bounds(administrator, 0))
                            .thenCompose(tried -> change(administrator, changes, simulation.chance("changes")))
                            .whenComplete((done, failure) -> {
                                over = true;
                                administrator.close();
                                if (failure != null) {
                                    wrong.add("the administrator failed: " + failure);
                                }
                                set.complete(null);
                            }));
            simulation.run(load);
            long committed =
                    load.made().stream().filter(each -> each.code() == 0).count();
            load.made().stream().filter(each -> each.code() != 0).forEach(each -> wrong.add("a transaction: " + each));
            if (!over) {
                wrong.add("the load was over before all was set");
            }
            return new Seen(KEYS.size(), refused, changed, committed, wrong);
        }
    }

    /** All from {@code number} on, one after the other. */
    private CompletableFuture<Void> bounds(SimulatedClient administrator, int number) {
        if (number == KEYS.size()) {
            return CompletableFuture.completedFuture(null);
        }
        IniKey key = KEYS.get(number);
        ParameterValues values = ParameterValues.of(key);
        int scope = key.dynamic() ? 1 : 2;
        CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
        if (!key.dynamic()) {
            done = refuse(done, administrator, 0, key, values.taken().get(0), ErrorCode.STATIC_PARAMETER);
        }
        for (String each : values.refused()) {
            done = refuse(done, administrator, scope, key, each, ErrorCode.INVALID_ARGUMENT);
        }
        for (String each : values.taken()) {
            done = take(done, administrator, scope, key, each);
        }
        for (String each : values.usual()) {
            done = take(done, administrator, scope, key, each);
        }
        return done.thenCompose(tried -> bounds(administrator, number + 1));
    }

    private CompletableFuture<Void> change(SimulatedClient administrator, int left, RandomGenerator chance) {
        if (left == 0) {
            return CompletableFuture.completedFuture(null);
        }
        IniKey key = LIVE.get(chance.nextInt(LIVE.size()));
        changed++;
        return take(
                        administrator.pause(Duration.ofNanos(chance.nextLong(LONGEST_BETWEEN))),
                        administrator,
                        0,
                        key,
                        ParameterValues.drawn(key, chance))
                .thenCompose(done -> change(administrator, left - 1, chance));
    }

    private static String call(int scope, IniKey key, String value) {
        String procedure = value.startsWith("'") ? "SP_SET_PARA_STRING_VALUE" : "SP_SET_PARA_VALUE";
        return "%s(%d, '%s', %s)".formatted(procedure, scope, key.name(), value);
    }

    private CompletableFuture<Void> refuse(
            CompletableFuture<Void> before,
            SimulatedClient administrator,
            int scope,
            IniKey key,
            String value,
            ErrorCode with) {
        String call = call(scope, key, value);
        return before.thenCompose(done -> administrator.run(call))
                .handle((taken, failure) -> failure == null ? 0 : SimulatedClient.code(failure))
                .thenAccept(code -> {
                    if (code == with.code()) {
                        refused++;
                    } else {
                        wrong.add(call + " got " + code);
                    }
                });
    }

    /** It holds, or is in the file, when that is over. */
    private CompletableFuture<Void> take(
            CompletableFuture<Void> before, SimulatedClient administrator, int scope, IniKey key, String value) {
        String call = call(scope, key, value);
        String shown = "SELECT %s FROM V$DM_INI WHERE PARA_NAME = '%s'"
                .formatted(scope == 2 ? "FILE_VALUE" : "PARA_VALUE", key.name());
        return before.thenCompose(done -> administrator.run(call))
                .thenCompose(done -> administrator.run(shown))
                .handle((outcome, failure) -> failure == null
                        ? Objects.toString(outcome.resultSets().get(0).rows().get(0)[0], "")
                        : "error " + SimulatedClient.code(failure))
                .thenAccept(now -> {
                    if (!now.equals(value.replace("'", ""))) {
                        wrong.add(call + ", and then it is " + now);
                    }
                });
    }

    /** Arguments: changes, seed, clients. Ends with 1 if something was wrong, with 2 if they are. */
    public static void main(String[] args) {
        int changes = Integer.parseInt(args[0]);
        int clients = Integer.parseInt(args[2]);
        Seen seen = new EveryParameter(changes, clients).run(Long.parseLong(args[1]));
        System.out.printf(
                "%d settings at their bounds, %d values past them refused; %d live changes; %d transactions committed meanwhile, wrong: %d%n",
                seen.settings, seen.refused, seen.changes, seen.committed, seen.wrong.size());
        seen.wrong.stream().limit(20).forEach(each -> System.out.println("  " + each));
        System.exit(seen.wrong.isEmpty() ? 0 : 1);
    }
}
