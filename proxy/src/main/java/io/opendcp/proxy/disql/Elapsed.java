package io.opendcp.proxy.disql;

import io.opendcp.protocol.error.Language;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The line behind each statement that tells how long it took. */
final class Elapsed {
    private Elapsed() {}

    /** @param executeId 0 if the statement failed */
    static String line(long nanos, long executeId, Language language) {
        String time = time(nanos, language);
        return language == Language.CHINESE
                ? "已用时间: " + time + ". 执行号:" + executeId + "."
                : "used time: " + time + ". Execute id is " + executeId + ".";
    }

    private static String time(long nanos, Language language) {
        if (nanos < TimeUnit.SECONDS.toNanos(1)) {
            String unit = language == Language.CHINESE ? "毫秒" : "ms";
            return millis(nanos) + "(" + unit + ")";
        }
        long all = TimeUnit.NANOSECONDS.toMillis(nanos);
        long seconds = all / 1000;
        return String.format(
                Locale.ROOT, "%02d:%02d:%02d.%03d", seconds / 3600, seconds / 60 % 60, seconds % 60, all % 1000);
    }

    /** {@code 0.415} */
    static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.3f", nanos / 1e6);
    }
}
