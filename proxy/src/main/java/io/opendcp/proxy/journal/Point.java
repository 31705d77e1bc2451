package io.opendcp.proxy.journal;

/** Named points: places where something rare can be made to happen that is always allowed to happen. */
public enum Point {
    /** A connection breaks just when it is lent. */
    LENT_CONNECTION_BREAKS,
    /** A connection that comes back is closed. */
    RETURNED_CONNECTION_CLOSES,
    /** The EP's prepared texts on a connection that comes back are forgotten. */
    TEXTS_ARE_FORGOTTEN,
    /** No free connection shows that a password is right. */
    LOGIN_IS_CHECKED,
    /** The cluster configuration is refreshed between the route of a statement and its sending. */
    REFRESH_AFTER_ROUTE
}
