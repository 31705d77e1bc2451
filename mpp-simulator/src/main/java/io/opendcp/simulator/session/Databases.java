package io.opendcp.simulator.session;

import io.opendcp.protocol.net.Chance;
import io.opendcp.simulator.InstanceMode;
import io.opendcp.simulator.store.H2Database;

/**
 * How instances come by their data: dminit, copies of files, backups. An instance is shut down meanwhile. The dictionary of tables and
 * users is the cluster's, and is neither copied nor restored. Manual 6.2.2.
 */
public final class Databases {
    private final Cluster cluster;
    private int made;

    Databases(Cluster cluster) {
        this.cluster = cluster;
    }

    /** It has no database: nobody has made one, or it has been removed. */
    public void absent(EpStore instance) {
        instance.absent();
        cluster.mal().down(instance.site());
        goesOn(instance);
    }

    /** dminit: empty, in NORMAL mode, with a permanent magic of its own. */
    public void create(EpStore instance) {
        requireDown(instance);
        H2Database database = new H2Database(cluster.spec().caseSensitive());
        Schemas.install(database, false);
        int magic = Chance.of(cluster.seed(), "magic " + ++made).nextInt(1, Integer.MAX_VALUE);
        instance.database(database, magic, InstanceMode.NORMAL, 0);
        instance.log().begin();
        goesOn(instance);
    }

    /** Its files. */
    public DatabaseImage image(EpStore instance) {
        requireDown(instance);
        return new DatabaseImage(instance);
    }

    /** Its files are those from now on. */
    public void replace(EpStore instance, DatabaseImage image) {
        requireDown(instance);
        H2Database database = new H2Database(cluster.spec().caseSensitive(), image.data());
        instance.database(database, image.magic(), image.mode(), image.oguid());
        instance.rows().atLeast(image.rows());
        instance.log().become(image.lsn(), image.history(), image.commits());
        goesOn(instance);
    }

    /** Its archive begins anew; who sends to it looks first at what it has. */
    private void goesOn(EpStore instance) {
        EpStore primary = cluster.ep(instance.spec().epno());
        Archive archive = primary.log().archive();
        if (archive == null) {
            return;
        }
        if (primary == instance) {
            Archive next = new Archive(cluster, primary, archive.standby(), Archive.State.VALID);
            next.standbyFails();
            primary.log().archive(next);
        } else if (primary.isOpen()) {
            archive.invalidate();
        } else {
            archive.standbyFails();
        }
    }

    /** Whether no transaction waits for it to be opened, to end there. */
    public boolean isSettled(EpStore instance) {
        return cluster.roles().isSettled(instance);
    }

    private void requireDown(EpStore instance) {
        if (!instance.isDown() || !isSettled(instance)) {
            throw new IllegalStateException(instance.spec().instanceName() + " is in use");
        }
    }
}
