package io.opendcp.proxy.cluster;

import io.opendcp.protocol.client.SqlConnection;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.login.LoginReply;
import io.opendcp.protocol.login.ServerState;
import io.opendcp.protocol.login.StartupReply;
import io.opendcp.protocol.server.StartupTerms;
import io.opendcp.protocol.statement.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One run of learning the cluster's configuration: logs in to all listed instances, asks the first that lets it in for
 * the EPs, logs in to those that were not listed, and compares what they say about themselves. Manual 3.2, 4.1.
 */
final class Refresh {
    private static final String EPS =
            "SELECT C.INST_NAME, C.EP_SEQNO, CASE M.MAL_INST_HOST WHEN '' THEN M.MAL_HOST ELSE"
                    + " M.MAL_INST_HOST END, M.MAL_INST_PORT FROM V$MPP_CFG_ITEM C, V$DM_MAL_INI M"
                    + " WHERE C.INST_NAME = M.MAL_INST_NAME ORDER BY C.EP_SEQNO";

    private final ControlLogin logins;
    private final Credentials who;
    private final Told told;
    /** Control connections by the instance name that their login told. */
    private final Map<String, SqlConnection> found = new LinkedHashMap<>();

    private final Map<String, Instance> listed = new LinkedHashMap<>();
    private List<Ep> eps = List.of();
    private @Nullable DmException firstFailure;
    private int outstanding;
    private boolean over;

    /** Who is told, once, how it ended. */
    interface Told {
        /**
         * @param controls a connection to each EP that could be reached, by EP number
         */
        void learned(Configuration configuration, Map<Integer, SqlConnection> controls);

        void failed(DmException error);
    }

    Refresh(ControlLogin logins, Credentials who, Told told) {
        this.logins = logins;
        this.who = who;
        this.told = told;
    }

    void start(List<Instance> instances) {
        outstanding = instances.size();
        for (Instance instance : instances) {
            logins.open(instance.host(), instance.port(), who, new ControlLogin.Told() {
                @Override
                public void open(SqlConnection control) {
                    String name = control.connection().login().server().instance();
                    listed.putIfAbsent(key(name), instance);
                    add(name, control);
                    settled();
                }

                @Override
                public void failed(DmException error) {
                    note(error);
                    settled();
                }

                private void settled() {
                    if (--outstanding == 0) {
                        askForEps();
                    }
                }
            });
        }
    }

    private void add(String name, SqlConnection control) {
        SqlConnection before = found.putIfAbsent(key(name), control);
        if (before != null) {
            control.close();
        }
    }

    private static String key(String name) {
        return name.toUpperCase(java.util.Locale.ROOT);
    }

    private void note(DmException error) {
        if (firstFailure == null) {
            firstFailure = error;
        }
    }

    private void askForEps() {
        if (found.isEmpty()) {
            fail(Objects.requireNonNull(firstFailure, "somebody answered"));
            return;
        }
        found.values().iterator().next().run(EPS, new SqlConnection.Told<>() {
            @Override
            public void done(Outcome outcome) {
                onEps(outcome);
            }

            @Override
            public void failed(DmException error) {
                fail(error);
            }
        });
    }

    private void onEps(Outcome outcome) {
        List<Ep> read = new ArrayList<>();
        for (@Nullable Object[] row : outcome.resultSets().get(0).rows()) {
            if (!(row[0] instanceof String name
                    && row[1] instanceof Number epno
                    && row[2] instanceof String host
                    && row[3] instanceof Number port)) {
                fail(DmException.of(ErrorCode.BAD_MESSAGE, "V$MPP_CFG_ITEM, V$DM_MAL_INI"));
                return;
            }
            Instance typed = listed.get(key(name));
            read.add(
                    typed == null
                            ? new Ep(name, epno.intValue(), host, port.intValue())
                            : new Ep(name, epno.intValue(), typed.host(), typed.port()));
        }
        if (read.isEmpty()) {
            fail(DmException.of(ErrorCode.NOT_AN_MPP));
            return;
        }
        read.sort(Comparator.comparingInt(Ep::epno));
        eps = List.copyOf(read);
        List<Ep> missing =
                eps.stream().filter(ep -> !found.containsKey(key(ep.name()))).toList();
        outstanding = missing.size();
        if (missing.isEmpty()) {
            compare();
        }
        missing.forEach(this::connect);
    }

    private void connect(Ep ep) {
        logins.open(ep.host(), ep.port(), who, new ControlLogin.Told() {
            @Override
            public void open(SqlConnection control) {
                String name = control.connection().login().server().instance();
                if (name.equalsIgnoreCase(ep.name())) {
                    add(name, control);
                } else {
                    control.close();
                    note(DmException.of(ErrorCode.WRONG_INSTANCE, ep.name(), name));
                }
                settled();
            }

            @Override
            public void failed(DmException error) {
                note(error);
                settled();
            }

            private void settled() {
                if (--outstanding == 0) {
                    compare();
                }
            }
        });
    }

    /** All EPs must say the same, because the startup answer to clients precedes their login. */
    private void compare() {
        SqlConnection one = found.values().iterator().next();
        StartupReply first = one.connection().startup();
        for (SqlConnection other : found.values()) {
            StartupReply said = other.connection().startup();
            if (said.charset() != first.charset()
                    || said.msgVersion() != first.msgVersion()
                    || said.series() != first.series()
                    || !said.version().equals(first.version())) {
                fail(DmException.of(
                        ErrorCode.EPS_DIFFER,
                        one.connection().login().server().instance(),
                        other.connection().login().server().instance()));
                return;
            }
        }
        LoginReply login = one.connection().login();
        ServerState server = login.server();
        StartupTerms terms;
        try {
            int msgVersion = Math.min(first.msgVersion(), StartupTerms.HIGHEST_MSG_VERSION);
            terms = new StartupTerms(first.charset(), msgVersion, first.version(), first.series());
        } catch (IllegalArgumentException | ProtocolException e) {
            fail(DmException.of(ErrorCode.BAD_MESSAGE, String.valueOf(e.getMessage())));
            return;
        }
        over = true;
        Map<Integer, SqlConnection> controls = new LinkedHashMap<>();
        found.forEach((name, control) -> {
            Ep ep = eps.stream()
                    .filter(each -> key(each.name()).equals(name))
                    .findFirst()
                    .orElse(null);
            if (ep == null) {
                control.close(); // a standby, or not of this MPP
            } else {
                controls.put(ep.epno(), control);
            }
        });
        told.learned(new Configuration(eps, terms, server, one.baseNames()), controls);
    }

    private void fail(DmException error) {
        if (!over) {
            over = true;
            found.values().forEach(SqlConnection::close);
            told.failed(error);
        }
    }
}
