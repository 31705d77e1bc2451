package io.opendcp.protocol.ini;

import io.opendcp.protocol.error.Language;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.spi.ToolProvider;

/**
 * {@code dmctlcvt}: makes dmmpp.ctl of dmmpp.ini and back. Takes the manual's arguments (Manual 6.1.4) and those of
 * current DM: {@code t2c SRC DEST}, {@code c2t SRC DEST}, {@code TYPE=1|2 SRC=... DEST=...}. A DEST that is there is
 * replaced. Ends with 0, with 1 when a file is wrong, with 2 when the arguments are.
 */
public final class DmCtlCvt implements ToolProvider {
    private final Language language;

    /** For the person at this system. */
    public DmCtlCvt() {
        this(Language.of(Locale.getDefault()));
    }

    DmCtlCvt(Language language) {
        this.language = language;
    }

    /** What was asked for. */
    private record Job(boolean toCtl, Path source, Path destination) {}

    @Override
    public String name() {
        return "dmctlcvt";
    }

    @Override
    public int run(PrintWriter out, PrintWriter err, String... args) {
        if (args.length == 1 && args[0].toLowerCase(Locale.ROOT).matches("-*help|-h")) {
            out.println(usage());
            return 0;
        }
        Optional<Job> job = args.length == 3 ? job(args) : Optional.empty();
        if (job.isEmpty()) {
            err.println(usage());
            return 2;
        }
        try {
            convert(job.get(), out);
            return 0;
        } catch (IniException e) {
            err.println(e.message(language));
        } catch (IOException e) {
            err.println(in("无法写入 ", "cannot write ") + job.get().destination() + ": " + e);
        }
        return 1;
    }

    private void convert(Job job, PrintWriter out) throws IOException {
        DmMppIni read = job.toCtl() ? DmMppIni.read(job.source()) : DmMppCtl.read(job.source());
        read.warnings().forEach(warning -> out.println(warning.text(language)));
        if (job.toCtl()) {
            Files.write(job.destination(), DmMppCtl.encode(read));
        } else {
            Files.writeString(job.destination(), read.text());
        }
        out.println(in("转换成功: ", "converted: ") + job.source() + " -> " + job.destination());
    }

    private static Optional<Job> job(String[] args) {
        String kind = args[0].toLowerCase(Locale.ROOT);
        if (kind.equals("t2c") || kind.equals("c2t")) {
            return Optional.of(new Job(kind.equals("t2c"), Path.of(args[1]), Path.of(args[2])));
        }
        Map<String, String> named = new TreeMap<>();
        for (String arg : args) {
            int equals = arg.indexOf('=');
            if (equals > 0) {
                named.put(arg.substring(0, equals).toUpperCase(Locale.ROOT), arg.substring(equals + 1));
            }
        }
        String type = named.getOrDefault("TYPE", "");
        String source = named.getOrDefault("SRC", "");
        String destination = named.getOrDefault("DEST", "");
        if (!type.matches("[12]") || source.isEmpty() || destination.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Job(type.equals("2"), Path.of(source), Path.of(destination)));
    }

    private String usage() {
        return in("用法:", "usage:") + """

                  dmctlcvt t2c dmmpp.ini dmmpp.ctl
                  dmctlcvt c2t dmmpp.ctl dmmpp.ini
                  dmctlcvt TYPE=2 SRC=dmmpp.ini DEST=dmmpp.ctl
                  dmctlcvt TYPE=1 SRC=dmmpp.ctl DEST=dmmpp.ini""";
    }

    private String in(String chinese, String english) {
        return language == Language.CHINESE ? chinese : english;
    }
}
