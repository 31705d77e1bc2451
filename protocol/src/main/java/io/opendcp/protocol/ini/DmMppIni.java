package io.opendcp.protocol.ini;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * dmmpp.ini: which instances are the EPs of an MPP, and their numbers. Source: {@code docs/configuration.md}; Manual 6.1.4,
 * table 6.3.
 *
 * @param file where it was read
 * @param twoPhaseCommit MPP_2PC_FLAG
 * @param items in the file's order; their numbers are 0 to n - 1 in any order
 * @param warnings what its owner should look at
 */
public record DmMppIni(Path file, boolean twoPhaseCommit, List<Item> items, List<IniProblem> warnings) {
    /** An MPP has at most this many EPs. */
    public static final int MAX_EPS = 1024;

    public static final IniKey MPP_2PC_FLAG = IniKey.optional(
            "MPP_2PC_FLAG", Allowed.flag(), 0, "是否采用两阶段方式提交事务", "whether transactions commit in two phases");
    public static final IniKey MPP_SEQ_NO =
            IniKey.required("MPP_SEQ_NO", Allowed.numbers(0, MAX_EPS - 1), "实例在 MPP 内的序号", "the EP's number (EPNO)");
    public static final IniKey MPP_INST_NAME =
            IniKey.required("MPP_INST_NAME", Allowed.text(128), "节点实例名", "the EP's INSTANCE_NAME");

    /** What may stand before the first section. */
    public static final List<IniKey> GLOBALS = List.of(MPP_2PC_FLAG);

    /** What may stand in a section. */
    public static final List<IniKey> SECTION = List.of(MPP_SEQ_NO, MPP_INST_NAME);

    /** The heading of the manual's tables 6.1 and 6.5. */
    private static final Map<String, String> MISPRINTS = Map.of("MPP_SEQNO", "MPP_SEQ_NO");

    public DmMppIni {
        items = List.copyOf(items);
    }

    /**
     * One section.
     *
     * @param serviceName the section's name
     * @param line the section's; 0 when it was not read from a text
     * @param seqNo the EPNO
     */
    public record Item(String serviceName, int line, int seqNo, String instName) {}

    /** @throws IniException naming everything that is wrong with it */
    public static DmMppIni read(Path file) {
        IniProblems problems = new IniProblems();
        return of(IniFile.read(file, problems), problems);
    }

    /** The file as text, which {@link #read} takes. */
    public String text() {
        StringBuilder text = new StringBuilder("MPP_2PC_FLAG  = " + (twoPhaseCommit ? 1 : 0) + "\n");
        for (Item item : items) {
            text.append("\n[").append(item.serviceName()).append("]\n");
            text.append("MPP_SEQ_NO    = ").append(item.seqNo()).append('\n');
            text.append("MPP_INST_NAME = ").append(item.instName()).append('\n');
        }
        return text.toString();
    }

    static DmMppIni of(IniFile ini, IniProblems problems) {
        Path file = ini.file();
        CheckedSettings globals = new CheckedSettings(file, ini.globals(), GLOBALS, Map.of(), problems);
        List<IniSection> sections = new Sections(file, ini.sections(), problems).distinct();
        Unique numbers = new Unique("MPP_SEQ_NO");
        Unique names = new Unique("MPP_INST_NAME");
        List<Item> items = new ArrayList<>();
        for (IniSection section : sections) {
            CheckedSettings settings = new CheckedSettings(file, section, SECTION, MISPRINTS, problems);
            Item item =
                    new Item(section.name(), section.line(), settings.number(MPP_SEQ_NO), settings.text(MPP_INST_NAME));
            items.add(item);
            numbers.see(Integer.toString(item.seqNo()), settings, MPP_SEQ_NO);
            names.see(item.instName(), settings, MPP_INST_NAME);
            if (item.seqNo() >= sections.size()) {
                settings.error(
                        MPP_SEQ_NO,
                        "序号必须从 0 开始连续，共 " + sections.size() + " 个",
                        "numbers must be 0.." + (sections.size() - 1) + " without gaps");
            }
        }
        return new DmMppIni(file, globals.flag(MPP_2PC_FLAG), items, problems.warningsOrThrow());
    }
}
