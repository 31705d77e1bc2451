package io.opendcp.proxy.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.host.HostTable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Another DCP before the same MPP, by the address of its user port as clients know it. Manual 6.3. */
public record Peer(String host, int port) {
    private static final Pattern ADDRESS = Pattern.compile("([^\\s:,_]{1,255}|\\[[0-9A-Fa-f:.]{2,45}]):(\\d{1,5})");
    private static final int MOST = 16;

    /**
     * Reads {@code host:port, host:port}.
     *
     * @throws DmException if it is no such list, names one twice, or more than 16; drivers take what follows the last
     *     {@code _} for the address, so a host has none
     */
    public static List<Peer> list(String text) {
        List<Peer> peers = new ArrayList<>();
        for (String each : text.split(",", -1)) {
            Peer peer = one(each.strip());
            if (peers.contains(peer)) {
                throw DmException.of(ErrorCode.INVALID_ARGUMENT, each.strip());
            }
            peers.add(peer);
        }
        if (peers.size() > MOST) {
            throw DmException.of(ErrorCode.LIMIT, "SP_DCP_DRAIN", MOST);
        }
        return peers;
    }

    /** Those of DCP_PEERS, which have been checked. */
    public static List<Peer> of(List<String> addresses) {
        return addresses.stream().map(Peer::one).toList();
    }

    private static Peer one(String text) {
        Matcher address = ADDRESS.matcher(text);
        int port = address.matches() ? Integer.parseInt(address.group(2)) : 0;
        if (port < 1 || port > HostTable.HIGHEST_PORT) {
            throw DmException.of(ErrorCode.INVALID_ARGUMENT, text);
        }
        return new Peer(String.valueOf(address.group(1)), port);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
