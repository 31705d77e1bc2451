package io.opendcp.proxy.cluster;

import io.opendcp.protocol.login.Password;

/** SYSDCPLOGIN's row: as whom the proxy itself logs in to EPs. Manual 4.2. */
public record Credentials(String user, Password password) {}
