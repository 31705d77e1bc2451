package io.opendcp.simulator.session;

/** What the simulated server says about itself. The values are ours where the notes mark them as guesses. */
public final class Constants {
    /** What {@code SELECT PERMANENT_MAGIC} answers where EPs are made with the cluster: so much and the EPNO. */
    public static final int PERMANENT_MAGIC = 1_337_000_001;

    public static final String SERVER_VERSION = "DM Database Server x64 V8";
    public static final String DATABASE_VERSION = "DB Version: 0x7000c";
    public static final String BUILD = "1-3-195-2024.06.13-231945-10002-ENT";

    private Constants() {}
}
