package io.opendcp.simulator.scenario;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The ways in which a scenario's watchers and monitors can be configured; each has a folder of its name. */
public enum WatchForm {
    /** dmmwatch.ini and dmmmon.ini with broadcasts. */
    UDP,
    /** The same files with TCP. */
    TCP,
    /** dmwatcher.ini and dmmonitor.ini. */
    NEWER;

    /** The one whose folder has a name, in any case. */
    public static Optional<WatchForm> named(String folder) {
        return Stream.of(values())
                .filter(form -> form.folder().equalsIgnoreCase(folder))
                .findFirst();
    }

    /** The name of its folder. */
    public String folder() {
        return name().toLowerCase(Locale.ROOT);
    }
}
