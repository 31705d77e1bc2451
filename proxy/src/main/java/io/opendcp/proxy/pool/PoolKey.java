package io.opendcp.proxy.pool;

import io.opendcp.proxy.pool.Vault.Verifier;

/**
 * What makes connections interchangeable: two sessions may use the same one only if all of this is equal. What else
 * may differ between sessions is in {@link Settings}. Source: {@code docs/protocol/statements.md} 13.
 *
 * @param user folded as the EPs fold it
 * @param verifier of the password: a session whose password has been changed gets no connection made with the new one
 * @param msgVersion agreed with the client, and therefore to be agreed with the EP
 * @param newLobs whether LOB locators have their long form
 * @param longLobs whether LOB offsets have 64 bits
 * @param language of error texts, as in LOGIN
 * @param options server options the client sent
 */
public record PoolKey(
        String user,
        Verifier verifier,
        int epno,
        int msgVersion,
        boolean newLobs,
        boolean longLobs,
        int language,
        String options) {
    public PoolKey at(int otherEpno) {
        return new PoolKey(user, verifier, otherEpno, msgVersion, newLobs, longLobs, language, options);
    }
}
