package io.opendcp.simulator.session;

/**
 * What an instance that was replaced has to do before it can follow the one in its place.
 *
 * @param split whether it has committed what the other one does not have: then it cannot
 * @param lsn to which it goes back
 * @param log what the other's log said at that moment
 */
record Rejoin(boolean split, long lsn, LogState log) {
    void run(InstanceLog of) {
        of.lsn(lsn);
        of.commits().become(log);
    }
}
