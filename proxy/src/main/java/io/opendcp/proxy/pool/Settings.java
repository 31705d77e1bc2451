package io.opendcp.proxy.pool;

/**
 * Session state that is carried from connection to connection.
 *
 * @param schema current schema, as DM shows it
 * @param isolation level as in SET ISOLATION: 0 to 3
 * @param timeZoneMinutes east of UTC
 */
public record Settings(String schema, int isolation, int timeZoneMinutes, boolean readOnly) {
    public Settings withSchema(String schema) {
        return new Settings(schema, isolation, timeZoneMinutes, readOnly);
    }

    public Settings withIsolation(int isolation) {
        return new Settings(schema, isolation, timeZoneMinutes, readOnly);
    }

    public Settings withTimeZone(int timeZoneMinutes) {
        return new Settings(schema, isolation, timeZoneMinutes, readOnly);
    }

    public Settings withReadOnly(boolean readOnly) {
        return new Settings(schema, isolation, timeZoneMinutes, readOnly);
    }
}
