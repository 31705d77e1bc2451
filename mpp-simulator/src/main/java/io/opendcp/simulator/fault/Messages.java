package io.opendcp.simulator.fault;

import io.opendcp.protocol.frame.Command;
import java.util.Arrays;
import java.util.Optional;

/** Kinds of messages as people name them: one or more commands each. COMMIT and ROLLBACK as text are statements. */
public enum Messages {
    STARTUP("startup", "startups"),
    LOGIN("login", "logins"),
    PREPARE("prepare", "prepares"),
    EXECUTION("execution", "executions"),
    /** Whatever compiles or runs a text. */
    STATEMENT("statement", "statements"),
    FETCH("fetch", "fetches"),
    COMMIT("commit", "commits"),
    ROLLBACK("rollback", "rollbacks"),
    /** All of them. */
    MESSAGE("message", "messages");

    private final String one;
    private final String many;

    Messages(String one, String many) {
        this.one = one;
        this.many = many;
    }

    boolean include(Command command) {
        return switch (this) {
            case STARTUP -> command == Command.STARTUP;
            case LOGIN -> command == Command.LOGIN;
            case PREPARE -> command == Command.PREPARE;
            case EXECUTION -> runs(command);
            case STATEMENT -> command == Command.PREPARE || runs(command);
            case FETCH -> command == Command.FETCH;
            case COMMIT -> command == Command.COMMIT;
            case ROLLBACK -> command == Command.ROLLBACK;
            case MESSAGE -> command != Command.INTERIM;
        };
    }

    private static boolean runs(Command command) {
        return command == Command.EXECUTE
                || command == Command.EXECUTE2
                || command == Command.EXECUTE_DIRECT
                || command == Command.PRE_EXECUTE;
    }

    String words(int count) {
        return count + " " + (count == 1 ? one : many);
    }

    String many() {
        return many;
    }

    /** Singular or plural, whatever the number. */
    static Optional<Messages> named(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.one.equalsIgnoreCase(word) || kind.many.equalsIgnoreCase(word))
                .findFirst();
    }
}
