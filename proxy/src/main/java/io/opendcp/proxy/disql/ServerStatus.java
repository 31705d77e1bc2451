package io.opendcp.proxy.disql;

import io.opendcp.protocol.error.Language;

/**
 * A server's mode and state, as its login answer tells them. Source: {@code docs/protocol/session.md} 7.2.
 *
 * @param mode 0 normal, 1 primary, 2 standby
 * @param state 3 mount, 4 open, 5 suspend
 */
record ServerStatus(int mode, int state) {
    static final int NORMAL = 0;
    static final int OPEN = 4;

    private static final int PRIMARY = 1;
    private static final int STANDBY = 2;
    private static final int MOUNT = 3;

    /** As DIsql's banner says it. */
    String text(Language language) {
        return language == Language.CHINESE
                ? "处于" + chineseMode() + chineseState() + "状态"
                : "mode is " + englishMode() + ", state is " + englishState();
    }

    private String chineseMode() {
        return mode == PRIMARY ? "主库" : mode == STANDBY ? "备库" : "普通";
    }

    private String chineseState() {
        return state == OPEN ? "打开" : state == MOUNT ? "配置" : "挂起";
    }

    private String englishMode() {
        return mode == PRIMARY ? "primary" : mode == STANDBY ? "standby" : "normal";
    }

    private String englishState() {
        return state == OPEN ? "open" : state == MOUNT ? "mount" : "suspend";
    }
}
