package io.opendcp.proxy.management;

import java.time.LocalDateTime;

/**
 * Who asks, and when: what SQL calls USER, UID, SESSID, SYSDATE and so on.
 *
 * @param uid the account's number in SYSOBJECTS
 * @param schema the current one
 * @param now in the zone in which times are shown
 */
record Speaker(String user, int uid, String schema, long session, boolean dba, LocalDateTime now) {}
