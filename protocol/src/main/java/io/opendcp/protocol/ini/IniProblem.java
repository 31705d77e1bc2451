package io.opendcp.protocol.ini;

import io.opendcp.protocol.error.Language;
import java.nio.file.Path;

/**
 * Something wrong, or odd, with one place of a file.
 *
 * @param severity whether the file can be used all the same
 * @param line counted from 1; 0 when the whole file is meant, as for a missing setting
 * @param what the setting or section meant, as {@code KEY = value} or {@code [NAME]}; empty when there is none
 * @param chinese what is wrong with it, and what is allowed
 * @param english the same
 */
public record IniProblem(Severity severity, Path file, int line, String what, String chinese, String english) {
    /** Whether a file with this problem can be used. */
    public enum Severity {
        /** It cannot. */
        ERROR,
        /** It can: what was probably meant is clear, or nothing depends on it. */
        WARNING
    }

    /** {@code dm.ini, line 2: PORT_NUM = 99: must be 1024..65534}, or the same in Chinese. */
    public String text(Language language) {
        boolean inChinese = language == Language.CHINESE;
        String place = line == 0 ? "" : inChinese ? " 第" + line + "行" : ", line " + line;
        String subject = what.isEmpty() ? "" : what + ": ";
        return file + place + ": " + subject + (inChinese ? chinese : english);
    }

    @Override
    public String toString() {
        return text(Language.ENGLISH);
    }
}
