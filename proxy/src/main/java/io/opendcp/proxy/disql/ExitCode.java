package io.opendcp.proxy.disql;

/** What EXIT and WHENEVER may be given. */
final class ExitCode {
    private static final int FAILURE = 1;
    private static final int WARNING = 2;

    private ExitCode() {}

    /**
     * @param word in upper case; empty for success
     * @throws Told if it is no code
     */
    static int of(String word) {
        return switch (word) {
            case "", "SUCCESS" -> 0;
            case "FAILURE" -> FAILURE;
            case "WARNING" -> WARNING;
            default -> {
                try {
                    yield Integer.parseInt(word);
                } catch (NumberFormatException e) {
                    throw new Told("无效的退出码: " + word, "not an exit code: " + word);
                }
            }
        };
    }
}
