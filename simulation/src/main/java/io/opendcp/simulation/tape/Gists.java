package io.opendcp.simulation.tape;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.message.ExecuteReply;
import io.opendcp.protocol.message.FetchReply;
import io.opendcp.protocol.message.PrepareReply;
import io.opendcp.protocol.message.PrepareView;
import io.opendcp.protocol.message.ReplyContext;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.KeyRequest;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.RowSet;
import io.opendcp.protocol.type.WireFormat;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the replies on one connection mean to an application: error codes, rows, counts. Two replies to one request have the same
 * gist wherever and under whatever handle it ran. Not part of it: ROWIDs, handles, numbers of executions, texts of errors.
 */
final class Gists {
    private final WireFormat format;
    private final Map<Integer, List<Descriptor>> columns = new HashMap<>();
    private boolean baseNames;

    Gists(WireFormat format) {
        this.format = format;
    }

    static String error(int code) {
        return "error " + code;
    }

    /** @param request as it was recorded: its handle is what columns are remembered under */
    String of(ByteBuf request, Frame reply) {
        Command asked = Header.command(request);
        int handle = Header.handle(request);
        int code = Header.code(reply.content());
        if (code < 0) {
            return error(code);
        }
        switch (asked) {
            case ALLOCATE_STATEMENT -> baseNames = Header.u8(reply.content(), 20) == 1;
            case PREPARE -> {
                return PrepareView.direct(request) ? executed(handle, reply) : prepared(handle, reply);
            }
            case EXECUTE, EXECUTE2, EXECUTE_DIRECT -> {
                return executed(handle, reply);
            }
            case FETCH -> {
                List<Descriptor> known = columns.getOrDefault(handle, List.of());
                return rows(FetchReply.decode(reply, 0, known, format).rows());
            }
            default -> {}
        }
        return "code " + code;
    }

    private String prepared(int handle, Frame reply) {
        PrepareReply read = PrepareReply.decode(reply, baseNames, format);
        columns.put(handle, read.columns());
        return read.type() + " " + names(read.parameters()) + " " + names(read.columns());
    }

    private String executed(int handle, Frame reply) {
        ReplyContext context =
                new ReplyContext(baseNames, List.of(), KeyRequest.NONE, columns.getOrDefault(handle, List.of()));
        Outcome outcome = ExecuteReply.decode(reply, context, format).outcome();
        StringBuilder gist = new StringBuilder(outcome.type() + " " + outcome.updateCount());
        gist.append(outcome.batchCounts().isEmpty() ? "" : " " + outcome.batchCounts());
        for (RowSet set : outcome.resultSets()) {
            columns.put(handle, set.columns());
            gist.append(' ').append(names(set.columns())).append(rows(set.rows()));
        }
        return gist.append(' ').append(outcome.printed()).toString();
    }

    private static List<String> names(List<Descriptor> descriptors) {
        return descriptors.stream().map(each -> each.name() + " " + each.spec()).toList();
    }

    private static String rows(List<@Nullable Object[]> rows) {
        return rows.stream().map(Arrays::deepToString).toList().toString();
    }
}
