package io.opendcp.protocol.login;

/**
 * What a client needs for taking ROWIDs apart. Source: {@code docs/protocol/session.md} 7.3.
 *
 * @param mpp whether the server is part of an MPP
 * @param most the most EPs there can be
 * @param dpcMode of DM's other distributed product, 0 here
 */
public record Sites(boolean mpp, int most, int dpcMode) {
    public static final Sites NONE = new Sites(false, 1, 0);
}
