package io.opendcp.features.cut;

/** Between whom the connection is cut. */
enum Hop {
    CLIENT_DCP,
    DCP_EP
}
