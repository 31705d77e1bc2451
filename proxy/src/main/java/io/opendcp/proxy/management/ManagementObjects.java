package io.opendcp.proxy.management;

import java.util.Set;

/** What the management port has, by name. Manual 3.1, 4, 5. */
public final class ManagementObjects {
    private ManagementObjects() {}

    /** Tables and views, all in schema SYS. */
    public static Set<String> views() {
        return ViewRows.names();
    }

    /** Procedures, for DBAs. */
    public static Set<String> procedures() {
        return Procedures.names();
    }
}
