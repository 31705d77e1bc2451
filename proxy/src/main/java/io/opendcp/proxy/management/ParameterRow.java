package io.opendcp.proxy.management;

import io.opendcp.protocol.ini.Allowed;
import org.jspecify.annotations.Nullable;

/**
 * A setting of dm.ini, for V$DM_INI and V$PARAMETER.
 *
 * @param dynamic whether it can be changed while the server runs
 * @param value what holds now
 * @param fileValue what dm.ini says, or the default where it says nothing
 */
public record ParameterRow(
        String name,
        boolean dynamic,
        String value,
        String fileValue,
        String defaultValue,
        Allowed allowed,
        String description) {
    boolean isNumber() {
        return allowed instanceof Allowed.Numbers;
    }

    /** Smallest value, but for a 0 that may be allowed too; null of texts. */
    @Nullable
    Long least() {
        return allowed instanceof Allowed.Numbers numbers ? (Long) numbers.min() : null;
    }

    /** Greatest value; null of texts. */
    @Nullable
    Long most() {
        return allowed instanceof Allowed.Numbers numbers ? (Long) numbers.max() : null;
    }
}
