package io.opendcp.simulator.setup;

/** Paths on machines that there are not. */
final class Paths {
    private static final int LENGTH_MAX = 256;

    private Paths() {}

    /**
     * The usual form of a path.
     *
     * @throws SetupException if it does not begin at the root
     */
    static String full(String typed) {
        if (!typed.startsWith("/") || typed.length() > LENGTH_MAX) {
            throw new SetupException("a full path is wanted, not " + typed, "应为绝对路径，而不是 " + typed);
        }
        String path = typed.replaceAll("/(\\./)+", "/").replaceAll("/+", "/");
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    static String folder(String path) {
        int last = path.lastIndexOf('/');
        return last <= 0 ? "/" : path.substring(0, last);
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static String in(String folder, String name) {
        return folder.endsWith("/") ? folder + name : folder + "/" + name;
    }
}
