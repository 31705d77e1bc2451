package io.opendcp.simulator.scenario;

import io.opendcp.protocol.ini.IniProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds the files of a scenario: those of its folder and, in place of one with the same name or in addition, those of the
 * chosen form's folder. Names that the manual misprints are taken with a warning.
 *
 * @param roots the form's folder, if there is one, then the scenario's
 * @param folders the names of the folders in them
 */
record ScenarioFiles(List<Path> roots, SortedSet<String> folders, IniProblems problems) {
    /** Far more than a scenario has; bounds the work that a wrong folder makes. */
    private static final int MAX_FOLDERS = 2048;

    /** The files of {@code dir} with those of {@code wanted} or, if there is no wish, of the first form there is. */
    static ScenarioFiles of(Path dir, Optional<WatchForm> wanted, IniProblems problems) {
        Optional<Path> form = wanted.map(Stream::of)
                .orElseGet(() -> Stream.of(WatchForm.values()))
                .map(each -> dir.resolve(each.folder()))
                .filter(Files::isDirectory)
                .findFirst();
        if (wanted.isPresent() && form.isEmpty()) {
            problems.error(
                    dir,
                    0,
                    wanted.get().folder(),
                    "没有此目录，该场景的守护进程配置没有此形式",
                    "is no folder of this scenario: it does not have its watchers in this form");
        }
        List<Path> roots = Stream.concat(form.stream(), Stream.of(dir)).toList();
        return new ScenarioFiles(roots, folders(roots, problems), problems);
    }

    /** The file {@code name} of the scenario; the place where it should be, if there is none. */
    Path file(String name, String... misprints) {
        return find("", name, misprints).orElse(roots.get(roots.size() - 1).resolve(name));
    }

    /** The file {@code name} of every folder that has one, by the folders' names. */
    List<Path> each(String name, String... misprints) {
        List<Path> files = new ArrayList<>();
        for (String folder : folders) {
            find(folder, name, misprints).ifPresent(files::add);
        }
        return files;
    }

    private Optional<Path> find(String folder, String name, String... misprints) {
        Optional<Path> proper = find(folder, name);
        if (proper.isPresent()) {
            return proper;
        }
        for (String misprint : misprints) {
            Optional<Path> file = find(folder, misprint);
            if (file.isPresent()) {
                problems.warning(file.get(), 0, "", "文件名应为 " + name, "should be called " + name);
                return file;
            }
        }
        return Optional.empty();
    }

    private Optional<Path> find(String folder, String name) {
        return roots.stream()
                .map(root -> root.resolve(folder).resolve(name))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static SortedSet<String> folders(List<Path> roots, IniProblems problems) {
        SortedSet<String> folders = new TreeSet<>();
        for (Path root : roots) {
            try (Stream<Path> entries = Files.list(root)) {
                entries.filter(Files::isDirectory)
                        .limit(MAX_FOLDERS)
                        .forEach(entry -> folders.add(root.relativize(entry).toString()));
            } catch (IOException e) {
                problems.error(root, 0, "", "无法读取目录", "cannot be read as a folder: " + e);
            }
        }
        return folders;
    }
}
