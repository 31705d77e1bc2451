package io.opendcp.features.world;

import io.opendcp.protocol.host.FreePorts;
import io.opendcp.protocol.host.UnmappedHostException;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the manual's addresses are on this machine. */
final class Here {
    private static final Pattern ADDRESS = Pattern.compile("([\\w.-]+):(\\d{1,5})(?!\\d)");

    private Here() {}

    /** {@code text} with each {@code host:port} at which somebody listens as it is here; others stay as they are. */
    static String in(String text, FreePorts hosts) {
        return ADDRESS.matcher(text)
                .replaceAll(each -> Matcher.quoteReplacement(here(each.group(1), each.group(2), hosts)));
    }

    private static String here(String host, String port, FreePorts hosts) {
        try {
            InetSocketAddress at = hosts.address(host, Integer.parseInt(port));
            return at.getAddress().getHostAddress() + ":" + at.getPort();
        } catch (UnmappedHostException nobody) {
            return host + ":" + port;
        }
    }
}
