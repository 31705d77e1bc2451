package io.opendcp.features.world;

/** A port of the DCP, by the setting of dm.ini that gives it. Manual 3. */
public enum Port {
    /** {@code PORT_NUM}. */
    USER,
    /** {@code DCP_PORT_NUM}. */
    MANAGEMENT
}
