package io.opendcp.proxy.cluster;

/** A row of SYSDCPINSTS: an instance as an administrator typed it. Manual 5.1. */
public record Instance(String name, String host, int port) {}
