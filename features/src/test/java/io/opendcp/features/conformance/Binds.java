package io.opendcp.features.conformance;

import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.HexFormat;

/** Binds values written as {@code type=value}. */
final class Binds {
    private Binds() {}

    static void set(PreparedStatement statement, int position, String bind) throws SQLException {
        int equals = bind.indexOf('=');
        String value = bind.substring(equals + 1);
        switch (bind.substring(0, equals)) {
            case "null" -> statement.setNull(position, Types.NULL);
            case "boolean" -> statement.setBoolean(position, Boolean.parseBoolean(value));
            case "byte" -> statement.setByte(position, Byte.parseByte(value));
            case "short" -> statement.setShort(position, Short.parseShort(value));
            case "int" -> statement.setInt(position, Integer.parseInt(value));
            case "long" -> statement.setLong(position, Long.parseLong(value));
            case "decimal" -> statement.setBigDecimal(position, new BigDecimal(value));
            case "float" -> statement.setFloat(position, Float.parseFloat(value));
            case "double" -> statement.setDouble(position, Double.parseDouble(value));
            case "string" -> statement.setString(position, value);
            case "characters" -> statement.setCharacterStream(position, new StringReader(value), value.length());
            case "bytes" -> statement.setBytes(position, HexFormat.of().parseHex(value));
            case "date" -> statement.setDate(position, Date.valueOf(value));
            case "time" -> statement.setTime(position, Time.valueOf(value));
            case "timestamp" -> statement.setTimestamp(position, Timestamp.valueOf(value));
            default -> throw new IllegalStateException("no such kind of value: " + bind);
        }
    }
}
