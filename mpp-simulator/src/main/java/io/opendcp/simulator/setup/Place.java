package io.opendcp.simulator.setup;

import io.opendcp.simulator.Ep;

/**
 * Where an instance's data lies.
 *
 * @param dmIni the path of its dm.ini on that machine
 */
record Place(Machine machine, String dmIni, Ep ep) {
    /** The database's folder. */
    String database() {
        return Paths.folder(dmIni);
    }

    /** The folder that dminit is given: the database's is in it. */
    String data() {
        return Paths.folder(database());
    }

    String instance() {
        return ep.spec().instanceName();
    }

    @Override
    public String toString() {
        return machine.name() + ":" + database() + " (" + instance() + ")";
    }

    boolean isMade() {
        return ep.state().isMade();
    }

    /** @throws SetupException if no database is there */
    void requireMade() {
        if (!isMade()) {
            throw new SetupException(
                    "there is no database in " + this + "; dminit makes one, cp -r brings one",
                    this + " 没有数据库；用 dminit 初始化，或用 cp -r 拷贝");
        }
    }

    /** @throws SetupException if its process is there, or is wanted by somebody's transaction */
    void requireShutDown(boolean settled) {
        if (ep.isStarting() || !ep.isDown()) {
            throw new SetupException(
                    instance() + " runs; shut it down first: DmService" + instance() + " stop",
                    instance() + " 正在运行，请先正常关闭: DmService" + instance() + " stop");
        }
        if (!settled) {
            throw new SetupException(
                    instance() + " has transactions that end when it is opened again; start it first",
                    instance() + " 有未决事务，需重新打开后才能结束，请先启动");
        }
    }
}
