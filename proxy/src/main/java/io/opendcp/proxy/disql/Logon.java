package io.opendcp.proxy.disql;

import io.opendcp.protocol.error.Language;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Who logs in to what.
 *
 * @param user as typed; empty for the driver's own choice, SYSDBA
 * @param password null if it is to be asked for
 * @param server {@code host}, {@code host:port}, {@code [ipv6]:port} or a service of dm_svc.conf
 * @param local whether only the rows of this EP are to be seen (mpp_type LOCAL)
 * @param sslPath the official driver's key store for a server that wants TLS (ssl_path); empty if there is none
 * @param sslPassword its password (ssl_pwd)
 */
record Logon(String user, @Nullable String password, String server, boolean local, String sslPath, String sslPassword) {
    static final String DEFAULT_SERVER = "LOCALHOST:5236";

    /** Without a key store of its own for a server that wants TLS. */
    Logon(String user, @Nullable String password, String server, boolean local) {
        this(user, password, server, local, "", "");
    }

    Logon withPassword(String given) {
        return new Logon(user, given, server, local, sslPath, sslPassword);
    }

    Logon withTls(String path, String withPassword) {
        return new Logon(user, password, server, local, path, withPassword);
    }

    /** For the official driver, which resolves hosts and services itself. */
    String url() {
        return "jdbc:dm://" + server;
    }

    /** For the official driver. Statements are not committed on their own, as in DIsql. */
    Properties properties(Language language) {
        Properties properties = new Properties();
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
        }
        properties.setProperty("password", password == null ? "" : password);
        properties.setProperty("language", language == Language.CHINESE ? "cn" : "en");
        properties.setProperty("autoCommit", "false");
        properties.setProperty("appName", "disql");
        if (!sslPath.isEmpty()) {
            properties.setProperty("sslFilesPath", sslPath);
            properties.setProperty("sslKeystorePass", sslPassword);
        }
        if (local) {
            properties.setProperty("mppLocal", "true");
        }
        return properties;
    }

    /** The server as the banner names it. */
    String shownServer() {
        boolean port = server.lastIndexOf(':') > server.lastIndexOf(']');
        return port ? server : server + ":5236";
    }

    /** Never shows the password. */
    @Override
    public String toString() {
        return user.toUpperCase(Locale.ROOT) + "@" + server + (local ? " LOCAL" : "");
    }
}
