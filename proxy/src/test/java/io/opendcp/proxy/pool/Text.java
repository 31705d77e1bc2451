package io.opendcp.proxy.pool;

/** What could be compiled on an EP. */
record Text(String sql) implements EpStatements.Compilable {
    @Override
    public int length() {
        return sql.length();
    }
}
