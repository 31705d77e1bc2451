package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.statement.KeyRequest;
import io.opendcp.protocol.type.WireFormat;
import io.opendcp.protocol.type.WireText;
import java.util.ArrayList;
import java.util.List;

/** The list of wanted key columns that a body may begin with. Source: {@code docs/protocol/statements.md} 2.5. */
final class KeyColumns {
    private KeyColumns() {}

    /** Whether a request with this kind byte has a list in its body. */
    static boolean listed(int kind, WireFormat format) {
        return format.keyColumns()
                && (kind == KeyRequest.Kind.NAMES.code() || kind == KeyRequest.Kind.POSITIONS.code());
    }

    /** @param listed whether the body begins with the list, if the kind has one */
    static KeyRequest read(ByteBuf in, int kind, boolean listed, WireFormat format) {
        return switch (kind) {
            case 0 -> KeyRequest.NONE;
            case 1 -> KeyRequest.IDENTITY;
            case 2 -> KeyRequest.names(listed ? names(in, format) : List.of());
            case 3 -> KeyRequest.positions(listed ? positions(in) : List.of());
            default -> throw new ProtocolException("generated keys kind " + kind + "; 0 to 3");
        };
    }

    static void write(ByteBuf out, KeyRequest keys, WireFormat format) {
        if (listed(keys.kind().code(), format)) {
            out.writeShortLE(keys.names().size() + keys.positions().size());
            keys.names().forEach(name -> WireText.writeZero(out, name, format.charset()));
            keys.positions().forEach(out::writeShortLE);
        }
    }

    private static List<String> names(ByteBuf in, WireFormat format) {
        List<String> names = new ArrayList<>();
        for (int left = count(in); left > 0; left--) {
            names.add(WireText.readZero(in, format.charset()));
        }
        return List.copyOf(names);
    }

    private static List<Integer> positions(ByteBuf in) {
        List<Integer> positions = new ArrayList<>();
        for (int left = count(in); left > 0; left--) {
            positions.add(count(in));
        }
        return List.copyOf(positions);
    }

    private static int count(ByteBuf in) {
        WireText.need(in, Short.BYTES, "key column");
        return in.readUnsignedShortLE();
    }
}
