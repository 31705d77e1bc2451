package io.opendcp.proxy.management;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.host.HostTable;
import io.opendcp.protocol.server.SqlSession.Completion;
import io.opendcp.protocol.sql.Shape;
import io.opendcp.protocol.sql.Slot;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.proxy.cluster.Cluster;
import io.opendcp.proxy.cluster.Instance;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The procedures of the management port, called with or without CALL, by DBAs only. Manual 4. */
final class Procedures {
    private static final Pattern CALL = Pattern.compile(
            "(?:\\{ )?(?:CALL |EXEC |EXECUTE )?(?:\"?SYS\"?\\.)?\"?(\\w{1,128})\"?( \\((?: \\?(?: , \\?)*)? \\))?(?: })?");

    private static final int NAME = 128;
    private static final int IP = 64;
    private static final int PASSWORD = 100;

    private static final Map<String, Procedure> PROCEDURES = Map.of(
            "SP_DCP_ADD_INST", Procedures::addInstance,
            "SP_DCP_CLEAR_INST", Procedures::clearInstance,
            "SP_DCP_SET_LOGIN", Procedures::setLogin,
            "SP_DCP_REFRESH_CONFIG", Procedures::refresh,
            "SP_DCP_CLEAR_CONN", Procedures::clearConnections,
            "SP_DCP_DRAIN", DrainProcedures::drain,
            "SP_DCP_CLEAR_DRAIN", DrainProcedures::clear,
            "SP_DCP_PAUSE", PauseProcedures::pause,
            "SP_DCP_RESUME", PauseProcedures::resume,
            "SP_SET_PARA_VALUE", Procedures::setParameter);

    private interface Procedure {
        void call(ManagementSession session, Arguments arguments, Completion completion);
    }

    private Procedures() {}

    static Set<String> names() {
        return PROCEDURES.keySet();
    }

    static ManagementSql compile(Shape shape) {
        Matcher call = CALL.matcher(shape.text());
        if (!call.matches()) {
            throw DmException.of(ErrorCode.SYNTAX);
        }
        String name = Objects.requireNonNull(call.group(1));
        Procedure procedure = PROCEDURES.get(name);
        if (procedure == null) {
            throw DmException.of(ErrorCode.UNKNOWN_FUNCTION, name);
        }
        int parameters = (int)
                shape.slots().stream().filter(Slot.Parameter.class::isInstance).count();
        int secret = name.equals("SP_DCP_SET_LOGIN") ? 1 : Integer.MAX_VALUE; // its user is the first
        Command.Said said =
                values -> name + "(" + String.join(", ", Arguments.shown(shape.slots(), values, secret)) + ")";
        return new Command(StatementType.CALL, parameters, said, (session, values, completion) -> {
            session.requireDba(name);
            procedure.call(session, new Arguments(shape.slots(), values), completion);
        });
    }

    private static void addInstance(ManagementSession session, Arguments arguments, Completion completion) {
        arguments.exactly(3);
        Instance added = new Instance(
                arguments.text(0, NAME), arguments.text(1, IP), (int) arguments.number(2, 1, HostTable.HIGHEST_PORT));
        aside(session.office(), () -> session.office().catalogue().add(added), completion);
    }

    private static void clearInstance(ManagementSession session, Arguments arguments, Completion completion) {
        String name = arguments.exactly(1).text(0, NAME);
        aside(session.office(), () -> session.office().catalogue().clear(name), completion);
    }

    private static void setLogin(ManagementSession session, Arguments arguments, Completion completion) {
        arguments.exactly(2);
        String user = arguments.text(0, NAME);
        String password = arguments.text(1, PASSWORD);
        aside(session.office(), () -> session.office().catalogue().setLogin(user, password), completion);
    }

    private static void refresh(ManagementSession session, Arguments arguments, Completion completion) {
        arguments.exactly(0);
        session.office().state().refresh(new Cluster.Told() {
            @Override
            public void refreshed() {
                completion.done(done());
            }

            @Override
            public void failed(DmException error) {
                completion.failed(error);
            }
        });
    }

    private static void clearConnections(ManagementSession session, Arguments arguments, Completion completion) {
        session.office().state().clearConnections((int) arguments.exactly(1).number(0, 0, Integer.MAX_VALUE));
        completion.done(done());
    }

    private static void setParameter(ManagementSession session, Arguments arguments, Completion completion) {
        arguments.exactly(3);
        DcpState.Scope scope = DcpState.Scope.of((int) arguments.number(0, 0, 2));
        String name = arguments.text(1, NAME);
        String value = Long.toString(arguments.number(2, Long.MIN_VALUE, Long.MAX_VALUE));
        ParameterSql.change(session.office(), name, value, scope);
        completion.done(done());
    }

    private static void aside(Office office, Runnable change, Completion completion) {
        office.aside(
                () -> {
                    change.run();
                    return true;
                },
                changed -> completion.done(done()),
                completion::failed);
    }

    /** What a procedure answers when it has done what it does. */
    static Outcome done() {
        return Outcome.done(StatementType.CALL, TransactionStatus.NONE);
    }
}
