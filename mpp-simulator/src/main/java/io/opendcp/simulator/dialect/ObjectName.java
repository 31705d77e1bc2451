package io.opendcp.simulator.dialect;

/** The name of a table or the like; {@code schema} is empty if none was written. */
public record ObjectName(String schema, String name) {
    /** With {@code current} for a missing schema. */
    public ObjectName in(String current) {
        return schema.isEmpty() ? new ObjectName(current, name) : this;
    }

    /** Both parts in double quotes. */
    public String sql() {
        return schema.isEmpty() ? quote(name) : quote(schema) + "." + quote(name);
    }

    /** {@code name} in double quotes. */
    public static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public String toString() {
        return schema.isEmpty() ? name : schema + "." + name;
    }
}
