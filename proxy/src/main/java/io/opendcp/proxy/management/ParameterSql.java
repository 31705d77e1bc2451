package io.opendcp.proxy.management;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
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
            String name = arguments.text(0, 128);
            String value = Long.toString(arguments.number(1, Long.MIN_VALUE, Long.MAX_VALUE));
            change(session.office(), name, value, scope);
            completion.done(Outcome.done(StatementType.ALTER_DATABASE, TransactionStatus.NONE));
        });
    }

    /**
     * Changes a setting that is a number.
     *
     * @throws DmException if there is none of that name, the value is out of its bounds, or it holds only from a start on
     */
    static void change(Office office, String name, String value, Scope scope) {
        String folded = name.toUpperCase(Locale.ROOT);
        ParameterRow known = office.state().parameters().stream()
                .filter(each -> each.name().equals(folded))
                .findFirst()
                .orElseThrow(() -> DmException.of(ErrorCode.INVALID_ARGUMENT, name));
        Long least = known.least();
        Long most = known.most();
        if (least == null || most == null) {
            throw DmException.of(ErrorCode.ARGUMENT_TYPE);
        }
        long wanted = Long.parseLong(value);
        if (wanted < least || wanted > most) {
            throw DmException.of(ErrorCode.INVALID_ARGUMENT, folded + " = " + value + ", " + least + ".." + most);
        }
        if (scope.memory() && !known.dynamic()) {
            throw DmException.of(ErrorCode.STATIC_PARAMETER, folded);
        }
        office.state().change(folded, value, scope);
    }
}
