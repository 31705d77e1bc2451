package io.opendcp.simulator.setup;

import io.opendcp.simulator.session.DatabaseImage;

/** A file that commands make. */
sealed interface FileContent {
    /** What dmbackup has written. */
    record Backup(DatabaseImage image) implements FileContent {}

    /** What dmctlcvt has made of dmmpp.ini. Instances know the scenario's dmmpp.ini, and do not read it. */
    record MppCtl() implements FileContent {}

    /** What dmctlcvt has made of that. */
    record MppIni() implements FileContent {}
}
