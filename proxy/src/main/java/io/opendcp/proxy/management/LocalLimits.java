package io.opendcp.proxy.management;

/**
 * Limits of local tables, which are kept in memory too.
 *
 * @param tables how many there may be
 * @param rows of all of them together
 * @param characters in the texts of all of them together
 */
record LocalLimits(int tables, int rows, long characters) {
    static final LocalLimits USUAL = new LocalLimits(100, 10_000, 16L << 20);
}
