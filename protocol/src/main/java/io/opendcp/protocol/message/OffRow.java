package io.opendcp.protocol.message;

import io.opendcp.protocol.type.LobLocator;

/** Stands for a bound value that is not where values are. Source: {@code docs/protocol/statements.md} 7.1 and 7.3. */
public sealed interface OffRow {
    /** Sent before, in pieces, with PUT DATA 2. */
    record Streamed(ControlBlock block) implements OffRow {}

    /** A locator: the server shall copy that LOB. */
    record LobCopy(LobLocator locator) implements OffRow {}

    /** A value of a type that is not scalar, such as a cursor or an array. */
    record NotScalar(int type) implements OffRow {}

    /** The frame is not all here, and the value lies in the part that is missing. */
    record Missing() implements OffRow {}
}
