package io.opendcp.simulator.http;

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

    static Answer error(int status, String why) {
        return new Answer(status, Json.of(Map.of("error", why)), why);
    }

    /** What stands in the body is wrong. */
    static Answer error(String why, int line, int word) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("error", why);
        told.put("line", line);
        told.put("word", word);
        return new Answer(BAD_REQUEST, Json.of(told), why);
    }
}
