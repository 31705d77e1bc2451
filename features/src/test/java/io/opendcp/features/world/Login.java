package io.opendcp.features.world;

/** A user name and a password, as DIsql takes them: {@code user/password}. */
public record Login(String user, String password) {
    public static final Login SYSDBA = new Login("SYSDBA", "SYSDBA");

    /** Reads {@code user/password}. */
    public static Login parse(String text) {
        int slash = text.indexOf('/');
        return new Login(text.substring(0, slash), text.substring(slash + 1));
    }
}
