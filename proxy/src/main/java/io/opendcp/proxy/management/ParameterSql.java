package io.opendcp.proxy.management;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.server.SqlSession.Completion;
import io.opendcp.protocol.sql.Shape;
import io.opendcp.protocol.sql.Slot;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.proxy.management.DcpState.Scope;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ALTER SYSTEM SET 'NAME' = value [MEMORY | BOTH | SPFILE]}, and the check of what is to be set. Manual 3.3. */
final class ParameterSql {
    private static final Pattern ALTER = Pattern.compile("ALTER SYSTEM SET \\? = \\?(?: (MEMORY|BOTH|SPFILE))?");

    /** What dm.ini gives back as it was: within a line, no comment in it, nothing about it. */
    private static final Pattern LINE = Pattern.compile("[^\\s#\\p{Cntrl}](?:[^#\\p{Cntrl}]*[^\\s#\\p{Cntrl}])?");

    private static final int NAME = 128;
    private static final int LONGEST = 4000;

    private ParameterSql() {}

    static ManagementSql compile(Shape shape) {
        Matcher alter = ALTER.matcher(shape.text());
        if (!alter.matches()) {
            throw ManagementSql.unknown(shape);
        }
        Scope scope = switch (Objects.requireNonNullElse(alter.group(1), "MEMORY")) {
            case "BOTH" -> Scope.BOTH;
            case "SPFILE" -> Scope.FILE;
            default -> Scope.MEMORY;
        };
        List<Slot> slots = shape.slots();
        Command.Said said = values -> "ALTER SYSTEM SET "
                + String.join(" = ", Arguments.shown(slots, values, Integer.MAX_VALUE)) + " " + scope;
        return new Command(StatementType.ALTER_DATABASE, 0, said, (session, values, completion) -> {
            session.requireDba("ALTER SYSTEM");
            Arguments arguments = new Arguments(slots, values);
            String name = arguments.text(0, NAME);
            ParameterRow known = known(session.office(), name);
            String value = known.isNumber() ? number(arguments, 1) : arguments.textOrEmpty(1, LONGEST);
            change(session.office(), known, value, scope);
            completion.done(Outcome.done(StatementType.ALTER_DATABASE, TransactionStatus.NONE));
        });
    }

    /** {@code SP_SET_PARA_VALUE(SCOPE, 'NAME', VALUE)} of a number, {@code SP_SET_PARA_STRING_VALUE} of a text. */
    static void call(ManagementSession session, Arguments arguments, boolean ofText, Completion completion) {
        arguments.exactly(3);
        Scope scope = Scope.of((int) arguments.number(0, 0, 2));
        ParameterRow known = known(session.office(), arguments.text(1, NAME));
        if (known.isNumber() == ofText) {
            throw DmException.of(ErrorCode.ARGUMENT_TYPE);
        }
        change(session.office(), known, ofText ? arguments.textOrEmpty(2, LONGEST) : number(arguments, 2), scope);
        completion.done(Outcome.done(StatementType.CALL, TransactionStatus.NONE));
    }

    private static String number(Arguments arguments, int index) {
        return Long.toString(arguments.number(index, Long.MIN_VALUE, Long.MAX_VALUE));
    }

    private static ParameterRow known(Office office, String name) {
        String folded = name.toUpperCase(Locale.ROOT);
        return office.state().parameters().stream()
                .filter(each -> each.name().equals(folded))
                .findFirst()
                .orElseThrow(() -> DmException.of(ErrorCode.INVALID_ARGUMENT, name));
    }

    /** @throws DmException if the value is out of its bounds, or none that a line of dm.ini can hold, or it holds only from a start on */
    private static void change(Office office, ParameterRow known, String value, Scope scope) {
        if (!known.allowed().accepts(value)
                || !value.isEmpty() && !LINE.matcher(value).matches()) {
            throw DmException.of(
                    ErrorCode.INVALID_ARGUMENT,
                    known.name() + " = " + value + ", " + known.allowed().describe(Language.ENGLISH));
        }
        if (scope.memory() && !known.dynamic()) {
            throw DmException.of(ErrorCode.STATIC_PARAMETER, known.name());
        }
        office.state().change(known.name(), value, scope);
    }
}
