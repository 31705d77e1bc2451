package io.opendcp.simulator.fault;

/** There is no room in the log: commits of changes are refused, all else goes on. */
public record FullDisk() implements DiskFault {
    @Override
    public String words() {
        return "fill its disk";
    }
}
