package io.opendcp.protocol.type;

/**
 * A data type with its size, as descriptors and parameter declarations carry it.
 *
 * @param type the type's number, {@link DmType}
 * @param precision bytes or digits, by type
 * @param scale digits after the point, or the marks of {@code docs/protocol/statements.md} 4
 */
public record TypeSpec(DmType type, int precision, int scale) {}
