package io.opendcp.features.cut;

import java.sql.SQLException;

/** What a client has been told about its row. */
enum Told {
    /** It is there. */
    DONE {
        @Override
        boolean agreesWith(int rows) {
            return rows == 1;
        }
    },
    /** An error that is no doubt: it is not there. */
    FAILED {
        @Override
        boolean agreesWith(int rows) {
            return rows == 0;
        }
    },
    /** The outcome is unknown, or the client's own connection is gone. */
    UNKNOWN {
        @Override
        boolean agreesWith(int rows) {
            return rows == 0 || rows == 1;
        }
    };

    private static final int OUTCOME_UNKNOWN = -8912;

    abstract boolean agreesWith(int rows);

    /** Servers' errors are negative; the driver's own, when its connection breaks, are not. */
    static Told by(SQLException error) {
        return error.getErrorCode() >= 0 || error.getErrorCode() == OUTCOME_UNKNOWN ? UNKNOWN : FAILED;
    }
}
