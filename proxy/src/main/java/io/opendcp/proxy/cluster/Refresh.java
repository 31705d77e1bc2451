package io.opendcp.proxy.cluster;

import io.opendcp.protocol.client.SqlConnection;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One run of learning the cluster's configuration: logs in to all listed instances, asks those in service for the EPs, logs in
 * to the EPs that were not listed and asks them too. Standbys are remembered and not asked. What is learned is what all EPs
 * that answered agree on. When they do, whoever is slower has little time left. Ends in bounded time, whatever the
 * instances do. Manual 3.2, 4.1, 6.2.12.
 */
final class Refresh {
    /** For the others, when the EPs are known. */
    static final Duration GRACE = Duration.ofSeconds(1);

    static final String EPS = "SELECT C.INST_NAME, C.EP_SEQNO, CASE M.MAL_INST_HOST WHEN '' THEN M.MAL_HOST ELSE"
            + " M.MAL_INST_HOST END, M.MAL_INST_PORT FROM V$MPP_CFG_ITEM C, V$DM_MAL_INI M"
            + " WHERE C.INST_NAME = M.MAL_INST_NAME ORDER BY C.EP_SEQNO";

    private final ControlLogin logins;
    private final Credentials who;
    private final Time time;
    private final Duration patience;
    private final Addresses addresses;
    private final Told told;
    /** By the name that their logins told. */
    private final Map<String, Found> found = new LinkedHashMap<>();

    private final Faults faults = new Faults();
    private final List<Runnable> attempts = new ArrayList<>();
    /** Addresses at which a login is under way. */
    private final Set<String> slow = new HashSet<>();

    private List<Instance> listed = List.of();
    private List<Ep> eps = List.of();
    private @Nullable Found source;
    private Time.@Nullable Timer grace;
    /** Logins and questions that are under way in this step. */
    private int outstanding;

    private int step;
    private boolean over;

    /** Who is told, once, how it ended; not at all if it was given up. */
    interface Told {
        void learned(Learned learned);

        void failed(DmException error, Faults faults);
    }

    /**
     * @param patience how long an instance may take to tell the EPs
     */
    Refresh(ControlLogin logins, Credentials who, Time time, Duration patience, Addresses addresses, Told told) {
        this.logins = logins;
        this.who = who;
        this.time = time;
        this.patience = patience;
        this.addresses = addresses;
        this.told = told;
    }

    void start(List<Instance> instances) {
        listed = List.copyOf(instances);
        addresses.keepOnly(listed);
        outstanding = listed.size();
        for (Instance instance : listed) {
            String address = instance.host() + ":" + instance.port();
            Attempt attempt = new Attempt(address, address, instance);
            attempts.add(logins.open(instance.host(), instance.port(), who, attempt));
        }
    }

    /** Gives it up: nobody is told, and nothing is left open. */
    void close() {
        if (!over) {
            end();
            found.values().forEach(each -> each.control().close());
        }
    }

    private void end() {
        over = true;
        if (grace != null) {
            grace.cancel();
        }
        attempts.forEach(Runnable::run);
    }

    /** One login, followed by the question for the EPs. */
    private final class Attempt implements ControlLogin.Told {
        private final String address;
        private final String where;
        private final @Nullable Instance instance;
        private final int of = step;

        /**
         * @param where under what its faults are known: the EP's name, or the address if it is not known who is there
         * @param instance whose address this is; null if it is not listed
         */
        Attempt(String address, String where, @Nullable Instance instance) {
            this.address = address;
            this.where = where;
            this.instance = instance;
            slow.add(address);
        }

        @Override
        public void open(SqlConnection control) {
            if (over || of != step) {
                control.close();
                return;
            }
            Found one = new Found(control);
            Found before = found.putIfAbsent(one.name(), one);
            if (before != null) {
                control.close();
            }
            slow.remove(address);
            if (instance != null) {
                (before == null ? one : before).at().add(instance);
            }
            if (before == null && one.serves()) {
                ask(one);
                return;
            }
            if (before == null) {
                faults.outOfService(one);
                one.control().close();
            }
            settled(of);
        }

        @Override
        public void failed(DmException error) {
            if (of == step) {
                slow.remove(address);
                faults.add(where, error);
            }
            settled(of);
        }
    }

    private void settled(int of) {
        if (over || of != step) {
            return;
        }
        outstanding--;
        if (outstanding == 0) {
            stepOver();
        } else if (grace == null && Found.agreed(all()).isPresent()) {
            grace = time.schedule(GRACE, this::stepOver);
        }
    }

    private List<Found> all() {
        return List.copyOf(found.values());
    }

    private void ask(Found asked) {
        int of = step;
        String name = asked.state().instance();
        Time.Timer deadline = time.schedule(patience, asked.control()::close);
        asked.control().run(EPS, new SqlConnection.Told<>() {
            @Override
            public void done(Outcome outcome) {
                deadline.cancel();
                List<Ep> rows = EpRows.read(outcome);
                if (rows == null) {
                    faults.add(asked.name(), DmException.of(ErrorCode.BAD_MESSAGE, "V$MPP_CFG_ITEM, V$DM_MAL_INI"));
                } else if (!asked.tells(rows)) {
                    faults.add(asked.name(), DmException.of(ErrorCode.NOT_AN_MPP));
                }
                settled(of);
            }

            @Override
            public void failed(DmException error) {
                deadline.cancel();
                if (of == step && !over) {
                    boolean silent = error.code() == ErrorCode.CONNECTION_LOST.code();
                    faults.add(asked.name(), silent ? DmException.of(ErrorCode.CANNOT_CONNECT, name) : error);
                }
                settled(of);
            }
        });
    }

    private void stepOver() {
        if (over) {
            return;
        }
        if (grace != null) {
            grace.cancel();
            grace = null;
        }
        step++; // whatever else comes of it is too late
        attempts.forEach(Runnable::run);
        attempts.clear();
        Found agreed = Found.agreed(all()).orElse(null);
        if (agreed == null) {
            List<Found> two = Found.disagreeing(all());
            fail(two.isEmpty() ? faults.reason() : disagree(two.get(0), two.get(1)));
        } else if (source == null) {
            all().stream().filter(each -> !each.at().isEmpty()).forEach(this::remember);
            source = agreed;
            eps = addressed(agreed.eps());
            reach();
        } else if (source.agrees(agreed)) {
            finish(source);
        } else { // those that were not listed know better
            fail(disagree(source, agreed));
        }
    }

    private static DmException disagree(Found one, Found other) {
        return DmException.of(
                ErrorCode.EPS_DISAGREE, one.state().instance(), other.state().instance());
    }

    private void remember(Found one) {
        List<Instance> at = listed.stream().filter(one.at()::contains).toList();
        addresses.answered(one.name(), at);
    }

    private List<Ep> addressed(List<Ep> named) {
        return named.stream()
                .map(ep -> {
                    Instance typed = addresses.of(Found.key(ep.name()));
                    return typed == null ? ep : new Ep(ep.name(), ep.epno(), typed.host(), typed.port());
                })
                .sorted(Comparator.comparingInt(Ep::epno))
                .toList();
    }

    /** Logs in to the EPs that have not been found and may be where nobody has looked. */
    private void reach() {
        List<Ep> missing = eps.stream()
                .filter(ep -> !found.containsKey(Found.key(ep.name())) && faults.of(ep) == null)
                .filter(ep -> !slow.contains(ep.host() + ":" + ep.port()))
                .toList();
        outstanding = missing.size();
        if (missing.isEmpty()) {
            stepOver();
        } else {
            grace = time.schedule(GRACE, this::stepOver);
        }
        for (Ep ep : missing) {
            attempts.add(logins.open(ep, who, new Attempt(ep.host() + ":" + ep.port(), Found.key(ep.name()), null)));
        }
    }

    private void finish(Found agreed) {
        Map<Integer, SqlConnection> controls = new LinkedHashMap<>();
        Map<Integer, DmException> missing = new LinkedHashMap<>();
        for (Ep ep : eps) {
            Found one = found.get(Found.key(ep.name()));
            DmException fault = faults.of(ep);
            if (one != null && one.serves() && one.control().connection().open()) {
                controls.put(ep.epno(), one.control());
            } else if (fault != null) {
                missing.put(ep.epno(), fault);
            }
        }
        if (controls.isEmpty()) { // they answered, and are gone
            fail(DmException.of(ErrorCode.CANNOT_CONNECT, agreed.state().instance()));
            return;
        }
        try {
            Configuration learned =
                    Likeness.of(eps, controls.values(), agreed.control().baseNames());
            end();
            all().stream()
                    .map(Found::control)
                    .filter(control -> !controls.containsValue(control))
                    .forEach(SqlConnection::close); // a standby, or not of this MPP
            told.learned(new Learned(learned, controls, missing, faults.standbys()));
        } catch (DmException differ) {
            fail(differ);
        }
    }

    private void fail(DmException error) {
        if (!over) {
            close();
            told.failed(error, faults);
        }
    }
}
