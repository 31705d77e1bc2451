package io.opendcp.simulator.server;

import io.opendcp.protocol.host.HostTable;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code dcp mpp} was called with.
 *
 * @param scenario a folder of ini files
 * @param seed of all chance
 * @param faultsAt where faults are taken over HTTP
 * @param turned whether time stands still until it is told there to pass
 * @param form of the watchers' and monitors' files, as it was typed
 * @param bare whether nothing is there until it is typed at the console, which is there too
 */
record MppArguments(
        Path scenario,
        long seed,
        Optional<InetSocketAddress> faultsAt,
        boolean turned,
        Optional<String> form,
        boolean bare) {
    private static final Pattern ADDRESS = Pattern.compile("(?:(.+):)?([0-9]{1,5})");
    private static final String HERE = "127.0.0.1";

    /** Empty if they are not understood. */
    static Optional<MppArguments> of(String... args) {
        Deque<String> left = new ArrayDeque<>(List.of(args));
        Deque<String> plain = new ArrayDeque<>();
        Optional<InetSocketAddress> faultsAt = Optional.empty();
        boolean turned = false;
        Optional<String> form = Optional.empty();
        boolean bare = false;
        while (!left.isEmpty()) {
            String arg = left.remove();
            if (arg.equals("--turned")) {
                turned = true;
            } else if (arg.equals("--bare")) {
                bare = true;
            } else if (arg.equals("--faults")) {
                faultsAt = Optional.ofNullable(left.poll()).flatMap(MppArguments::address);
                if (faultsAt.isEmpty()) {
                    return Optional.empty();
                }
            } else if (arg.equals("--form")) {
                form = Optional.ofNullable(left.poll());
                if (form.isEmpty()) {
                    return Optional.empty();
                }
            } else {
                plain.add(arg);
            }
        }
        String seed = plain.size() == 2 ? plain.getLast() : "1";
        boolean known = plain.size() == 1 || plain.size() == 2;
        if (!known
                || plain.getFirst().startsWith("--")
                || !seed.matches("[0-9]{1,18}")
                || ((turned || bare) && faultsAt.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(
                new MppArguments(Path.of(plain.getFirst()), Long.parseLong(seed), faultsAt, turned, form, bare));
    }

    private static Optional<InetSocketAddress> address(String text) {
        Matcher parts = ADDRESS.matcher(text);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > HostTable.HIGHEST_PORT) {
            return Optional.empty();
        }
        String host = parts.group(1);
        return Optional.of(new InetSocketAddress(host == null ? HERE : host, Integer.parseInt(parts.group(2))));
    }
}
