package io.opendcp.simulator.fault;

import io.netty.channel.Channel;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.server.DmPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The triggers of one port. */
final class Triggers {
    private final PortFaults port;
    private final List<Armed> armed = new ArrayList<>();

    Triggers(PortFaults port) {
        this.port = port;
    }

    boolean isEmpty() {
        return armed.isEmpty();
    }

    List<Trigger> list() {
        return armed.stream().map(Armed::trigger).toList();
    }

    void arm(Trigger trigger) {
        armed.add(new Armed(trigger));
    }

    void disarm(Trigger trigger) {
        armed.removeIf(each -> each.trigger().equals(trigger));
    }

    void clear() {
        armed.clear();
    }

    /** Those that hit the frame that begins. */
    List<Armed> onFrame(Direction direction, Command command, Channel channel) {
        if (armed.isEmpty()) {
            return List.of();
        }
        String user = user(channel);
        List<Armed> hits = armed.stream()
                .filter(each -> each.hits(direction, command, user))
                .toList();
        armed.removeIf(Armed::spent);
        return hits;
    }

    /** @param hits those that hit this frame, which do not count it */
    void afterFrame(Direction direction, Command command, Channel channel, List<Armed> hits) {
        if (armed.isEmpty()) {
            return;
        }
        String user = user(channel);
        for (Armed each : List.copyOf(armed)) {
            if (!hits.contains(each) && each.fires(direction, command, user)) {
                port.happens(each.trigger().effect(), channel.eventLoop());
            }
        }
        armed.removeIf(Armed::spent);
    }

    /** As the dictionary has it; empty before the login. */
    private static String user(Channel channel) {
        String typed = Optional.ofNullable(channel.attr(DmPort.USER).get()).orElse("");
        boolean quoted = typed.length() > 1 && typed.startsWith("\"") && typed.endsWith("\"");
        return quoted ? typed.substring(1, typed.length() - 1) : typed.toUpperCase(Locale.ROOT);
    }
}
