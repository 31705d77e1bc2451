package io.opendcp.protocol.statement;

/** The transaction state an execute reply tells (H+60, low 12 bits). Source: {@code docs/protocol/statements.md} 3.5. */
public enum TransactionStatus {
    NONE(0),
    OPEN(1),
    COMMITTED(0x20),
    ROLLED_BACK(0x40);

    private static final int MASK = 0xFFF;
    private final int code;

    TransactionStatus(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** What the wire value {@code status} says; whatever is not one of the closed states is open. */
    public static TransactionStatus of(int status) {
        return switch (status & MASK) {
            case 0 -> NONE;
            case 0x20 -> COMMITTED;
            case 0x40 -> ROLLED_BACK;
            default -> OPEN;
        };
    }

    /** Whether the wire value {@code status} says that a transaction is open. */
    public static boolean isOpen(int status) {
        int low = status & MASK;
        return low != NONE.code && low != COMMITTED.code && low != ROLLED_BACK.code;
    }
}
