package io.opendcp.simulator.fault;

/** Which way bytes go, as the server sees it. */
public enum Direction {
    /** From the client to the server. */
    REQUESTS("request"),
    /** From the server to the client. */
    REPLIES("reply");

    private final String word;

    Direction(String word) {
        this.word = word;
    }

    /** One of them. */
    String word() {
        return word;
    }

    /** All of them. */
    String words() {
        return this == REQUESTS ? "requests" : "replies";
    }
}
