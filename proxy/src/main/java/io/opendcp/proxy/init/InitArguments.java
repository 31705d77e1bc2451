package io.opendcp.proxy.init;

import static io.opendcp.protocol.ini.Allowed.numbers;
import static io.opendcp.protocol.ini.Allowed.text;

import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.ini.Allowed;
import io.opendcp.protocol.ini.DmIniKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The arguments of {@code dcp init}, dminit's {@code NAME=VALUE}. Source: Manual 6.1.5, {@code docs/configuration.md}.
 *
 * @param values by name, upper case
 * @param problems what is wrong with them, a line each; nothing may be done when there are some
 */
record InitArguments(Map<String, String> values, List<String> problems) {
    private static final String DCP_MODE = "DCP_MODE";

    /** What may be said, in the order of the usage. */
    private static final Map<String, Allowed> KNOWN = known();

    private static Map<String, Allowed> known() {
        Map<String, Allowed> known = new LinkedHashMap<>();
        known.put("PATH", text(4096));
        known.put("INSTANCE_NAME", DmIniKeys.INSTANCE_NAME.allowed());
        known.put(DCP_MODE, numbers(0, 1));
        known.put("DCP_PORT_NUM", DmIniKeys.DCP_PORT_NUM.allowed());
        known.put("PORT_NUM", DmIniKeys.PORT_NUM.allowed());
        known.put("DB_NAME", text(128));
        known.put("SYSDBA_PWD", text(48));
        return known;
    }

    /** Reads {@code NAME=VALUE ...}; names in any case. */
    static InitArguments parse(Language language, String... args) {
        Map<String, String> values = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        for (String arg : args) {
            int equals = arg.indexOf('=');
            String name = (equals < 0 ? arg : arg.substring(0, equals)).toUpperCase(Locale.ROOT);
            String value = equals < 0 ? "" : arg.substring(equals + 1);
            Allowed allowed = KNOWN.get(name);
            if (allowed == null) {
                problems.add((language == Language.CHINESE ? "未知的参数: " : "unknown argument: ") + name);
            } else if (values.put(name, value) != null) {
                problems.add(name + (language == Language.CHINESE ? ": 重复的参数" : ": is given twice"));
            } else if (!allowed.accepts(value)) {
                String shown = name.endsWith("PWD") ? name : name + "=" + value;
                problems.add(shown
                        + (language == Language.CHINESE ? ": 取值范围为 " : ": must be ")
                        + allowed.describe(language));
            }
        }
        InitArguments parsed = new InitArguments(values, problems);
        parsed.checkTogether(language);
        return parsed;
    }

    private void checkTogether(Language language) {
        boolean chinese = language == Language.CHINESE;
        if (!values.containsKey("PATH")) {
            problems.add(chinese ? "缺少参数 PATH" : "PATH is missing");
        }
        if (!"1".equals(values.get(DCP_MODE))) {
            problems.add(chinese ? "DCP_MODE 必须为 1: 只能初始化 DCP" : "DCP_MODE must be 1: only a DCP can be prepared");
        }
        if (value("DCP_PORT_NUM", "5237").equals(value("PORT_NUM", "5236"))) {
            problems.add(chinese ? "DCP_PORT_NUM 不能与 PORT_NUM 相同" : "DCP_PORT_NUM must differ from PORT_NUM");
        }
        if (!value("INSTANCE_NAME", "").matches("[^#\\p{Cntrl}]*")) {
            problems.add(
                    chinese ? "INSTANCE_NAME 不能包含 # 或控制字符" : "INSTANCE_NAME cannot contain # or control characters");
        }
        String name = value("DB_NAME", "");
        if (name.contains("/") || name.contains("\\") || name.startsWith(".")) {
            problems.add(chinese ? "DB_NAME 不能是路径" : "DB_NAME cannot be a path");
        }
    }

    /** The value, else {@code otherwise}. */
    String value(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }
}
