package io.opendcp.simulator.http;

import io.opendcp.protocol.error.Language;
import io.opendcp.simulator.fault.FaultException;
import io.opendcp.simulator.fault.FaultSyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a request is answered with.
 *
 * @param status HTTP's number
 * @param json for programs
 * @param plain for people, whose {@code Accept} is {@code text/plain}
 */
record Answer(int status, String json, String plain) {
    static final int OK = 200;
    static final int BAD_REQUEST = 400;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int METHOD_NOT_ALLOWED = 405;
    static final int CONFLICT = 409;
    static final int DEFECT = 500;

    static Answer ok(Object value) {
        return ok(value, Json.of(value));
    }

    static Answer ok(Object value, String plain) {
        return new Answer(OK, Json.of(value), plain);
    }

    private static Answer error(int status, String why) {
        return new Answer(status, Json.of(Map.of("error", why)), why);
    }

    static Answer error(int status, Language language, String english, String chinese) {
        return error(status, language == Language.CHINESE ? chinese : english);
    }

    /** A line of the body, from 1, could not be done; those before it have been. */
    static Answer stopped(String told, int line, String why) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("answer", told);
        all.put("error", why);
        all.put("line", line);
        return new Answer(BAD_REQUEST, Json.of(all), told.isEmpty() ? why : told + "\n" + why);
    }

    /** What stands in a line of the body is wrong, from 1. */
    static Answer wrong(FaultException why, int line, Language language) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("error", why.message(language));
        told.put("line", line);
        if (why instanceof FaultSyntaxException syntax) {
            told.put("word", syntax.position());
        }
        return new Answer(BAD_REQUEST, Json.of(told), why.message(language));
    }
}
