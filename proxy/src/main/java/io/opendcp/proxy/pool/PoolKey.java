package io.opendcp.proxy.pool;

/**
 * What makes connections interchangeable: two sessions may use the same one only if all of this is equal. What else
 * may differ between sessions is in {@link Settings}. Source: {@code docs/protocol/statements.md} 13.
 *
 * @param user folded as the EPs fold it
 * @param msgVersion agreed with the client, and therefore to be agreed with the EP
 * @param longLobs whether LOB offsets have 64 bits
 * @param language of error texts, as in LOGIN
 * @param options server options the client sent
 */
public record PoolKey(String user, int epno, int msgVersion, boolean longLobs, int language, String options) {
    public PoolKey at(int otherEpno) {
        return new PoolKey(user, otherEpno, msgVersion, longLobs, language, options);
    }
}
