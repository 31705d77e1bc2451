package io.opendcp.proxy.cluster;

/**
 * An EP as V$DCPINSTS shows it. Manual 5.3.
 *
 * @param host name or address by which clients reach it
 */
public record Ep(String name, int epno, String host, int port) {}
