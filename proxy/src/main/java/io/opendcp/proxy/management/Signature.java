package io.opendcp.proxy.management;

import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.TypeSpec;
import java.util.List;

/** A procedure and its parameters, as the dictionary tells of it. Manual 4. */
record Signature(String name, List<Descriptor> parameters) {
    private static final int MOST_TEXT = 8188;

    private static final List<Signature> ALL = List.of(
            of("SP_DCP_ADD_INST", text("NAME", 128), text("IP", 64), number("PORT")),
            of("SP_DCP_CLEAR_CONN", number("NUM")),
            of("SP_DCP_CLEAR_DRAIN"),
            of("SP_DCP_CLEAR_INST", text("NAME", 128)),
            of("SP_DCP_DRAIN", number("SECONDS"), text("PEERS", MOST_TEXT), text("FOLLOWERS", MOST_TEXT)),
            of("SP_DCP_PAUSE", number("SECONDS")),
            of("SP_DCP_REFRESH_CONFIG"),
            of("SP_DCP_RESUME", text("OWNER", 128)),
            of("SP_DCP_SET_LOGIN", text("USERNAME", 128), text("PWD", 100)),
            of("SP_SET_PARA_STRING_VALUE", number("SCOPE"), text("NAME", 128), text("VALUE", 4000)),
            of(
                    "SP_SET_PARA_VALUE",
                    number("SCOPE"),
                    text("NAME", 128),
                    Descriptor.column("VALUE", new TypeSpec(DmType.BIGINT, Long.BYTES, 0))));

    static List<Signature> all() {
        return ALL;
    }

    private static Signature of(String name, Descriptor... parameters) {
        return new Signature(name, List.of(parameters));
    }

    private static Descriptor text(String name, int length) {
        return Descriptor.column(name, new TypeSpec(DmType.VARCHAR, length, 0));
    }

    private static Descriptor number(String name) {
        return Descriptor.column(name, new TypeSpec(DmType.INTEGER, Integer.BYTES, 0));
    }
}
