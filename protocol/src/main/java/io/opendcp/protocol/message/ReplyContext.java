package io.opendcp.protocol.message;

import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.KeyRequest;
import io.opendcp.protocol.type.DmType;
import java.util.List;

/**
 * What the layout of an execute reply hangs on and the reply itself does not say.
 *
 * @param baseNames whether the statement's ALLOCATE promised base column names
 * @param outTypes types of the parameters that the client declared OUT or INOUT, in order
 * @param keys which generated values the client asked for
 * @param columns result columns that the client knows from the PREPARE, taken if a reply has none
 */
public record ReplyContext(boolean baseNames, List<DmType> outTypes, KeyRequest keys, List<Descriptor> columns) {
    /** Neither parameters nor keys. */
    public static ReplyContext plain(boolean baseNames) {
        return new ReplyContext(baseNames, List.of(), KeyRequest.NONE, List.of());
    }
}
