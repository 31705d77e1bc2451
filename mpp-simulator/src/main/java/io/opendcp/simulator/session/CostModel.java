package io.opendcp.simulator.session;

import java.nio.charset.Charset;
import java.util.List;
import org.h2.value.Value;

/**
 * What crosses between EPs. The rules are written in {@code mpp-simulator/README.md}: {@value #ASKING_BYTES} bytes once for
 * each other EP that a statement asks to do something, and for each row that travels {@value #ROW_BYTES} bytes, {@value
 * #VALUE_BYTES} a value, and the value's own size.
 */
final class CostModel {
    /** A frame's header: the least that asking takes. */
    static final int ASKING_BYTES = 64;

    static final int ROW_BYTES = 8;
    static final int VALUE_BYTES = 2;

    private final Charset charset;

    CostModel(Charset charset) {
        this.charset = charset;
    }

    long rows(List<List<Value>> rows) {
        long bytes = 0;
        for (List<Value> row : rows) {
            bytes += row(row);
        }
        return bytes;
    }

    long row(List<Value> row) {
        long bytes = ROW_BYTES;
        for (Value value : row) {
            bytes += VALUE_BYTES + size(value);
        }
        return bytes;
    }

    private long size(Value value) {
        if (value.getValueType() == Value.NULL) {
            return 0;
        }
        return switch (value.getValueType()) {
            case Value.BOOLEAN, Value.TINYINT -> 1;
            case Value.SMALLINT -> 2;
            case Value.INTEGER, Value.REAL -> 4;
            case Value.DATE -> 3;
            case Value.TIME -> 5;
            case Value.NUMERIC, Value.DECFLOAT -> 1 + (value.getBigDecimal().precision() + 1L) / 2;
            case Value.CHAR, Value.VARCHAR, Value.VARCHAR_IGNORECASE, Value.CLOB ->
                value.getString().getBytes(charset).length;
            case Value.BINARY, Value.VARBINARY, Value.BLOB -> value.octetLength();
            default -> 8;
        };
    }
}
