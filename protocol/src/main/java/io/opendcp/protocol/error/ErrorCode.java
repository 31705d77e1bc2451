package io.opendcp.protocol.error;

/**
 * Errors that a client may be told, one constant per cause. Codes are DM's where DM has one; those marked
 * "ours" have no known DM code. {@code %s} stands for a name. Source: {@code docs/dm-errors.md}.
 */
public enum ErrorCode {
    MOUNTED(-510, "系统处于MOUNT状态", "System is in MOUNT status"),
    SYNTAX(-2007, "语法分析出错", "Syntax error"),
    INVALID_SCHEMA(-2103, "无效的模式名[%s]", "Invalid schema name [%s]"),
    INVALID_TABLE(-2106, "无效的表或视图名[%s]", "Invalid table or view name [%s]"),
    WRONG_PASSWORD(-2501, "用户名或密码错误", "Invalid username or password"),
    CONNECTION_LOST(-6010, "连接丢失", "Connection lost");

    private final int code;
    private final String chinese;
    private final String english;

    ErrorCode(int code, String chinese, String english) {
        this.code = code;
        this.chinese = chinese;
        this.english = english;
    }

    public int code() {
        return code;
    }

    /** The text, with its {@code %s} still in it. */
    public String text(Language language) {
        return language == Language.CHINESE ? chinese : english;
    }
}
