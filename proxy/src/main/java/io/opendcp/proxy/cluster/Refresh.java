package io.opendcp.proxy.cluster;

import io.opendcp.protocol.client.SqlConnection;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run of learning the cluster's configuration: logs in to all listed instances, asks one after the other for the EPs
 * until one tells them, logs in to those that were not listed, and compares what they say about themselves. Ends in
 * bounded time, whatever the instances do. Manual 3.2, 4.1.
 */
final class Refresh {
    private static final String EPS =
            "SELECT C.INST_NAME, C.EP_SEQNO, CASE M.MAL_INST_HOST WHEN '' THEN M.MAL_HOST ELSE"
                    + " M.MAL_INST_HOST END, M.MAL_INST_PORT FROM V$MPP_CFG_ITEM C, V$DM_MAL_INI M"
                    + " WHERE C.INST_NAME = M.MAL_INST_NAME ORDER BY C.EP_SEQNO";

    private final ControlLogin logins;
    private final Credentials who;
    private final Time time;
    private final Duration patience;
    private final Told told;
    /** Control connections by the instance name that their login told. */
    private final Map<String, SqlConnection> found = new LinkedHashMap<>();

    private final Map<String, Instance> listed = new LinkedHashMap<>();
    private final List<Runnable> attempts = new ArrayList<>();
    private final List<String> unreachable = new ArrayList<>();
    private List<Ep> eps = List.of();
    private @Nullable DmException refusal;
    private boolean baseNames;
    private int outstanding;
    private boolean over;

    /** Who is told, once, how it ended; not at all if it was given up. */
    interface Told {
        /**
         * @param controls a connection to each EP that could be reached, by EP number
         */
        void learned(Configuration configuration, Map<Integer, SqlConnection> controls);

        void failed(DmException error);
    }

    /**
     * @param patience how long an instance may take to tell the EPs
     */
    Refresh(ControlLogin logins, Credentials who, Time time, Duration patience, Told told) {
        this.logins = logins;
        this.who = who;
        this.time = time;
        this.patience = patience;
        this.told = told;
    }

    void start(List<Instance> instances) {
        outstanding = instances.size();
        for (Instance instance : instances) {
            String address = instance.host() + ":" + instance.port();
            Attempt attempt = new Attempt(address, name -> listed.putIfAbsent(name, instance), this::ask);
            attempts.add(logins.open(instance.host(), instance.port(), who, attempt));
        }
    }

    /** Gives it up: nobody is told, and nothing is left open. */
    void close() {
        if (!over) {
            over = true;
            attempts.forEach(Runnable::run);
            found.values().forEach(SqlConnection::close);
        }
    }

    /** One login; the last one to end leads to the next step. */
    private final class Attempt implements ControlLogin.Told {
        private final String address;
        private final Consumer<String> answered;
        private final Runnable next;

        Attempt(String address, Consumer<String> answered, Runnable next) {
            this.address = address;
            this.answered = answered;
            this.next = next;
        }

        @Override
        public void open(SqlConnection control) {
            if (over) {
                control.close();
                return;
            }
            String name = key(control.connection().login().server().instance());
            answered.accept(name);
            if (found.putIfAbsent(name, control) != null) {
                control.close();
            }
            settled();
        }

        @Override
        public void failed(DmException error) {
            note(error, address);
            settled();
        }

        private void settled() {
            if (--outstanding == 0 && !over) {
                next.run();
            }
        }
    }

    private static String key(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    private void note(DmException error, String address) {
        if (error.code() == ErrorCode.CANNOT_CONNECT.code()) {
            unreachable.add(address);
        } else if (refusal == null) {
            refusal = error;
        }
    }

    private void ask() {
        ask(List.copyOf(found.values()).iterator());
    }

    private void ask(Iterator<SqlConnection> left) {
        if (over) {
            return;
        }
        if (!left.hasNext()) {
            fail();
            return;
        }
        SqlConnection asked = left.next();
        Time.Timer deadline = time.schedule(patience, asked::close);
        asked.run(EPS, new SqlConnection.Told<>() {
            @Override
            public void done(Outcome outcome) {
                deadline.cancel();
                List<Ep> told = EpRows.read(outcome);
                if (told == null || told.isEmpty()) {
                    failed(
                            told == null
                                    ? DmException.of(ErrorCode.BAD_MESSAGE, "V$MPP_CFG_ITEM, V$DM_MAL_INI")
                                    : DmException.of(ErrorCode.NOT_AN_MPP));
                } else if (!over) {
                    baseNames = asked.baseNames();
                    reach(told);
                }
            }

            @Override
            public void failed(DmException error) {
                deadline.cancel();
                boolean silent = error.code() == ErrorCode.CONNECTION_LOST.code();
                String name = asked.connection().login().server().instance();
                note(silent ? DmException.of(ErrorCode.CANNOT_CONNECT, name) : error, name);
                ask(left);
            }
        });
    }

    /** Logs in to the EPs that were not listed. */
    private void reach(List<Ep> told) {
        eps = told.stream()
                .map(ep -> {
                    Instance typed = listed.get(key(ep.name()));
                    return typed == null ? ep : new Ep(ep.name(), ep.epno(), typed.host(), typed.port());
                })
                .sorted(Comparator.comparingInt(Ep::epno))
                .toList();
        List<Ep> missing =
                eps.stream().filter(ep -> !found.containsKey(key(ep.name()))).toList();
        outstanding = missing.size();
        if (missing.isEmpty()) {
            compare();
        }
        for (Ep ep : missing) {
            attempts.add(logins.open(ep, who, new Attempt(ep.host() + ":" + ep.port(), name -> {}, this::compare)));
        }
    }

    private void compare() {
        Map<Integer, SqlConnection> controls = new LinkedHashMap<>();
        for (Ep ep : eps) {
            SqlConnection control = found.get(key(ep.name()));
            if (control != null && control.connection().open()) {
                controls.put(ep.epno(), control);
            }
        }
        if (controls.isEmpty()) {
            fail();
            return;
        }
        try {
            Configuration learned = Likeness.of(eps, controls.values(), baseNames);
            over = true;
            found.values().stream()
                    .filter(control -> !controls.containsValue(control))
                    .forEach(SqlConnection::close); // a standby, or not of this MPP
            told.learned(learned, controls);
        } catch (DmException differ) {
            fail(differ);
        }
    }

    /** An instance that answers and says no tells more than those that do not answer. */
    private void fail() {
        fail(refusal == null ? DmException.of(ErrorCode.CANNOT_CONNECT, String.join(", ", unreachable)) : refusal);
    }

    private void fail(DmException error) {
        if (!over) {
            close();
            told.failed(error);
        }
    }
}
