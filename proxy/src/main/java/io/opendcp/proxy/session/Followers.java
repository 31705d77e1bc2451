package io.opendcp.proxy.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.login.UserName;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Whose clients go where -613 sends them: drivers do with DO_SWITCH, others show it as an error.
 *
 * @param names of users, folded, or addresses of clients, or {@code *} for all
 */
public record Followers(Set<String> names) {
    private static final int MOST = 1000;

    public Followers {
        names = Set.copyOf(names);
    }

    /** Nobody. */
    public static final Followers NONE = new Followers(Set.of());

    /**
     * Reads {@code USER, "User", 192.168.0.7} or {@code *}.
     *
     * @throws DmException if a name is missing, or there are more than 1000
     */
    public static Followers of(String list) {
        Set<String> names = new LinkedHashSet<>();
        for (String each : list.split(",", -1)) {
            String name = UserName.folded(each.strip());
            if (name.isBlank()) {
                throw DmException.of(ErrorCode.INVALID_ARGUMENT, list);
            }
            names.add(name);
        }
        if (names.size() > MOST) {
            throw DmException.of(ErrorCode.LIMIT, "SP_DCP_DRAIN", MOST);
        }
        return new Followers(names);
    }

    boolean include(Client client) {
        String from = client.from();
        int port = from.lastIndexOf(':');
        String address = port < 0 ? from : from.substring(0, port);
        return names.contains("*")
                || names.contains(client.kind().user())
                || names.contains(address.toUpperCase(Locale.ROOT));
    }
}
