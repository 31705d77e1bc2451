package io.opendcp.proxy.management;

/** A counter, for V$SYSSTAT. Manual 5.2. */
public record CounterRow(String name, long value) {
    /** Transactions run through this DCP. */
    public static final String TRANSACTIONS = "trx exec count";
    /** Transactions that ran on another EP than their session's one before. */
    public static final String EP_CHANGES = "ep changed count";
}
