package io.opendcp.protocol.login;

/**
 * Which program logs in, for people to see.
 *
 * @param type 2 = JDBC
 * @param application its name; may be empty, as may the others
 */
public record LoginClient(int type, String application, String system, String host) {}
