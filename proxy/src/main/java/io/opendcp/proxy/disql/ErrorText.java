package io.opendcp.proxy.disql;

import io.opendcp.protocol.error.Language;
import java.sql.SQLException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Errors as DIsql shows them. Source: DIsql's manual, {@code docs/disql.md}. */
final class ErrorText {
    /** The driver's code when there is no way to a server. */
    private static final int DRIVER_COMMUNICATION = 6001;
    /** How DIsql calls that at login. */
    private static final int NO_SOCKET = -70028;

    /** How servers begin the text of an error that has a place in the statement. */
    private static final Pattern PLACE =
            Pattern.compile("第 ?(\\d+) ?行(?:, ?第 ?(\\d+) ?列\\[(.*?)])?附近出现错误: ?\\R(.*)", Pattern.DOTALL);

    private ErrorText() {}

    /** One line or more. */
    static String of(SQLException error) {
        String message =
                Objects.requireNonNullElse(error.getMessage(), error.toString()).strip();
        Matcher place = PLACE.matcher(message);
        if (!place.matches()) {
            return "[" + error.getErrorCode() + "]:" + sentence(message);
        }
        String code = "附近出现错误[" + error.getErrorCode() + "]:";
        String text = sentence(place.group(4).strip());
        return place.group(2) == null
                ? "第" + place.group(1) + " 行" + code + text
                : "第" + place.group(1) + " 行, 第" + place.group(2) + " 列[" + place.group(3) + "]" + code + "\n" + text;
    }

    /** Of an error at login. */
    static String ofLogin(SQLException error, Language language) {
        if (error.getErrorCode() != DRIVER_COMMUNICATION) {
            return of(error);
        }
        return "[" + NO_SOCKET + "]:"
                + (language == Language.CHINESE ? "创建SOCKET连接失败." : "Failed to create socket connection.");
    }

    private static String sentence(String text) {
        return text.endsWith(".") || text.endsWith("。") ? text : text + ".";
    }
}
