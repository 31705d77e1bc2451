package io.opendcp.proxy.server;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.ini.DmIniKeys;
import io.opendcp.protocol.ini.IniFile;
import io.opendcp.protocol.ini.IniKey;
import io.opendcp.protocol.ini.IniProblems;
import io.opendcp.protocol.ini.IniSetting;
import io.opendcp.proxy.management.ParameterRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The settings of dm.ini: what holds now, what the file says, and how the file is changed. */
final class Parameters {
    private static final List<IniKey> KEYS =
            Stream.concat(DmIniKeys.SERVER.stream(), DmIniKeys.DCP.stream()).toList();

    private final Path file;
    private final Map<String, String> inFile = new LinkedHashMap<>();
    private final Map<String, String> now = new LinkedHashMap<>();

    Parameters(Path file) {
        this.file = file;
        for (IniSetting setting :
                IniFile.read(file, new IniProblems()).globals().settings()) {
            inFile.put(setting.key().toUpperCase(Locale.ROOT), setting.value());
        }
        now.putAll(inFile);
    }

    /** For V$DM_INI and V$PARAMETER. */
    List<ParameterRow> rows() {
        List<ParameterRow> rows = new ArrayList<>();
        for (IniKey key : KEYS) {
            String standard = Objects.requireNonNullElse(key.defaultValue(), "");
            rows.add(new ParameterRow(
                    key.name(),
                    key.dynamic(),
                    now.getOrDefault(key.name(), standard),
                    inFile.getOrDefault(key.name(), standard),
                    standard,
                    key.allowed(),
                    key.english()));
        }
        return rows;
    }

    /** From now on {@code value} holds, until a restart. */
    void hold(String name, String value) {
        now.put(name, value);
    }

    /**
     * Writes {@code value} into the file, in its line or as a new one; everything else in it stays.
     *
     * @throws DmException if it cannot be written; nothing has changed then
     */
    void write(String name, String value) {
        try {
            List<String> lines = new ArrayList<>(Files.readAllLines(file, StandardCharsets.UTF_8));
            IniSetting setting = IniFile.read(file, new IniProblems()).globals().settings().stream()
                    .filter(each -> each.is(name))
                    .findFirst()
                    .orElse(null);
            String line = (name + " = " + value).stripTrailing();
            if (setting == null) {
                lines.add(line);
            } else {
                lines.set(setting.line() - 1, line);
            }
            Path changed = file.resolveSibling(file.getFileName() + ".new");
            Files.write(changed, lines, StandardCharsets.UTF_8);
            Files.move(changed, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            inFile.put(name, value);
        } catch (IOException e) {
            throw DmException.of(ErrorCode.FILE_NOT_WRITTEN, file.getFileName());
        }
    }
}
