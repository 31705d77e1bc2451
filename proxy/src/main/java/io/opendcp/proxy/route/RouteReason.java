package io.opendcp.proxy.route;

/** Why a text went to a certain EP, or to any. */
public enum RouteReason {
    /** All that it touches is on one EP: the only reason for that EP; all others mean any. */
    ONE_EP,
    /** It is about rows on several EPs. */
    SEVERAL_EPS,
    /** All its tables have a whole copy on each EP. */
    COPIED,
    /** It is about no table, or about no row. */
    NOTHING,
    /** The distribution columns of a table are not all known. */
    NO_KEY,
    /** A distribution column may be given a new value, which moves the row. */
    KEY_CHANGED,
    /** A table is not distributed by hash. */
    OTHER_KIND,
    UNKNOWN_TABLE,
    /** What the server makes of a value is not sure, or the value did not come with the request. */
    UNKNOWN_VALUE,
    /** More values than are looked at. */
    TOO_MANY_VALUES,
    /** No statement that reads or writes rows. */
    OTHER_STATEMENT,
    TWO_STATEMENTS,
    TOO_LONG,
    NOT_UNDERSTOOD,
    /** Too many texts are being parsed. */
    BUSY
}
