package io.opendcp.proxy.route;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.message.BindReader;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.ValueCodec;
import io.opendcp.protocol.type.WireFormat;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A text that is being written, some of its values as literals, some as parameters with a batch of rows bound to them. */
final class RandomStatement {
    private static final WireFormat FORMAT = new WireFormat(11, StandardCharsets.UTF_8, Language.ENGLISH);
    private static final DmType[] TYPES = {DmType.INTEGER, DmType.BIGINT, DmType.VARCHAR, DmType.DECIMAL};

    final StringBuilder sql = new StringBuilder();
    final int batch;
    private final Random random;
    private final boolean parameters;
    private final List<DmType> types = new ArrayList<>();
    private final List<int[]> values = new ArrayList<>();

    RandomStatement(Random random) {
        this.random = random;
        parameters = random.nextBoolean();
        batch = parameters && random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 1;
    }

    RandomStatement add(String text) {
        sql.append(text);
        return this;
    }

    /** Writes a value; tells the value of each row of the batch. */
    RandomStatement value(IntConsumer told) {
        int[] drawn = random.ints(batch, -6, 30).toArray();
        if (parameters && (batch > 1 || random.nextBoolean())) {
            sql.append('?');
            types.add(TYPES[random.nextInt(TYPES.length)]);
            values.add(drawn);
        } else {
            sql.append(
                    switch (random.nextInt(4)) {
                        case 0 -> "'" + drawn[0] + "'";
                        case 1 -> drawn[0] + ".0";
                        default -> String.valueOf(drawn[0]);
                    });
        }
        for (int value : drawn) {
            told.accept(value);
        }
        return this;
    }

    /** The bound rows as they come in a request; null without parameters. */
    @Nullable
    BindReader binds() {
        if (values.isEmpty()) {
            return null;
        }
        ByteBuf bytes = Unpooled.buffer();
        for (DmType type : types) {
            bytes.writeByte(0).writeIntLE(type.code()).writeIntLE(0).writeIntLE(0);
        }
        for (int row = 0; row < batch; row++) {
            for (int i = 0; i < values.size(); i++) {
                int length = bytes.writerIndex();
                bytes.writeShortLE(0);
                ValueCodec.write(bytes, types.get(i), as(types.get(i), values.get(i)[row]), FORMAT);
                bytes.setShortLE(length, bytes.writerIndex() - length - Short.BYTES);
            }
        }
        return BindReader.of(bytes, values.size(), batch, false, FORMAT);
    }

    private static Object as(DmType type, int value) {
        return switch (type) {
            case INTEGER -> value;
            case BIGINT -> (long) value;
            case DECIMAL -> BigDecimal.valueOf(value);
            default -> String.valueOf(value);
        };
    }
}
