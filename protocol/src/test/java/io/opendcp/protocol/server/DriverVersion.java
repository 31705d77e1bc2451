package io.opendcp.protocol.server;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;

/** Official drivers of different ages; the older ones are loaded apart from the one on the class path. */
public enum DriverVersion {
    /** Message version 0. */
    V8_1_1_193("8.1.1.193", 0),
    /** Message version 9. */
    V8_1_2_192("8.1.2.192", 9),
    /** Message version 11; on the class path. */
    V8_1_3_140("", 11);

    private static final String DRIVER = "dm.jdbc.driver.DmDriver";

    final int msgVersion;
    private final String jar;

    DriverVersion(String jar, int msgVersion) {
        this.jar = jar;
        this.msgVersion = msgVersion;
    }

    public Connection connect(String url, Properties properties) throws SQLException {
        return Objects.requireNonNull(driver().connect(url, properties));
    }

    private Driver driver() {
        try {
            ClassLoader loader = jar.isEmpty() ? getClass().getClassLoader() : apart();
            return (Driver) loader.loadClass(DRIVER).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Never closed: the driver goes on using it as long as it likes. */
    private ClassLoader apart() throws java.io.IOException {
        Path file = Path.of("..", "protocol", "target", "drivers", "DmJdbcDriver18-" + jar + ".jar");
        if (!Files.exists(file)) {
            throw new IllegalStateException(file.toAbsolutePath() + " is missing; the build copies it");
        }
        return new URLClassLoader(new URL[] {file.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    }
}
