package io.opendcp.simulator.setup;

/** Where a file is. */
record Location(Machine machine, String path) {
    @Override
    public String toString() {
        return machine.name() + ":" + path;
    }
}
