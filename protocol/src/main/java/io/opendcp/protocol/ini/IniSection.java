package io.opendcp.protocol.ini;

import java.util.List;

/**
 * The settings under one {@code [NAME]}.
 *
 * @param name as it is written; empty for what stands before the first section
 * @param line the heading's, counted from 1; 0 for what stands before the first section
 */
public record IniSection(String name, int line, List<IniSetting> settings) {
    public IniSection {
        settings = List.copyOf(settings);
    }
}
