package io.opendcp.simulator.session;

import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** What a session has set for itself. */
final class Settings {
    static final int READ_COMMITTED = 1;

    private String schema;
    private ZoneOffset zone;
    private int isolation = READ_COMMITTED;
    private boolean readOnly;
    private boolean readOnlyTransaction;
    private boolean selectLocal;
    private boolean localDdl;
    private @Nullable String identityInsert;

    Settings(String schema, ZoneOffset zone) {
        this.schema = schema;
        this.zone = zone;
    }

    String schema() {
        return schema;
    }

    void schema(String to) {
        schema = to;
    }

    ZoneOffset zone() {
        return zone;
    }

    void zone(ZoneOffset to) {
        zone = to;
    }

    int isolation() {
        return isolation;
    }

    void isolation(int level) {
        isolation = level < 0 ? READ_COMMITTED : level;
    }

    boolean readOnly() {
        return readOnly || readOnlyTransaction;
    }

    void readOnly(boolean on) {
        readOnly = on;
    }

    void readOnlyTransaction(boolean on) {
        readOnlyTransaction = on;
    }

    void transactionEnded() {
        readOnlyTransaction = false;
    }

    /** SP_SET_SESSION_MPP_SELECT_LOCAL. */
    boolean selectLocal() {
        return selectLocal;
    }

    void selectLocal(boolean on) {
        selectLocal = on;
    }

    /** SP_SET_SESSION_LOCAL_TYPE: a local session may do DDL. */
    boolean localDdl() {
        return localDdl;
    }

    void localDdl(boolean on) {
        localDdl = on;
    }

    /** The table for which SET IDENTITY_INSERT is ON, as {@code "S"."T"}, or null. */
    @Nullable
    String identityInsert() {
        return identityInsert;
    }

    void identityInsert(@Nullable String table) {
        identityInsert = table;
    }
}
