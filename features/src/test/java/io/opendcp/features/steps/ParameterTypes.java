package io.opendcp.features.steps;

import io.cucumber.java.ParameterType;
import io.opendcp.features.world.Login;
import io.opendcp.features.world.Port;
import java.time.Duration;

/** Words of the features that mean more than text. */
public final class ParameterTypes {
    /** An EP by the manual's instance name: {@code EP01} is EPNO 0. */
    @ParameterType("EP(\\d\\d)")
    public int ep(String number) {
        return Integer.parseInt(number) - 1;
    }

    /** The host of one of several DCPs, as in manual 6.3. */
    @ParameterType("192\\.168\\.0\\.20[78]")
    public String dcp(String host) {
        return host;
    }

    @ParameterType("user port|management port")
    public Port port(String name) {
        return name.startsWith("user") ? Port.USER : Port.MANAGEMENT;
    }

    /** {@code 256 s}. */
    @ParameterType("(\\d+) s")
    public Duration duration(String seconds) {
        return Duration.ofSeconds(Long.parseLong(seconds));
    }

    /** Who acts; see {@link io.opendcp.features.world.World#client}. */
    @ParameterType(
            "the DBA of 192\\.168\\.0\\.20[78]|the DBA|the operator|the application|application [A-Z]|a client of EP\\d\\d|somebody")
    public String client(String name) {
        return name;
    }

    /** What goes wrong, as {@link io.opendcp.simulator.fault.Faults} reads it. */
    @ParameterType("(?:on|when) EP\\d\\d.*,.*")
    public String sentence(String words) {
        return words;
    }

    /** {@code user/password}. */
    @ParameterType("[A-Z]+/\\w+")
    public Login login(String text) {
        return Login.parse(text);
    }
}
