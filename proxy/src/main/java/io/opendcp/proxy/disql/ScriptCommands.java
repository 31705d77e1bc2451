package io.opendcp.proxy.disql;

import io.opendcp.proxy.disql.text.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Scripts, the system's commands, and what happens on errors. */
final class ScriptCommands {
    static final List<Command> LIST = List.of(
            Command.of(
                    "START",
                    "file [argument ...]",
                    "运行脚本，也可写作 `file、@file；@@file 相对于当前脚本",
                    "runs a script; also `file and @file; @@file is beside the running script",
                    ScriptCommands::start),
            Command.of("HO[ST]", "command", "运行操作系统命令", "runs a command of the operating system", ScriptCommands::host)
                    .literal(),
            Command.of(
                    "WHENEVER",
                    "SQLERROR EXIT [n] [COMMIT|ROLLBACK] | SQLERROR CONTINUE",
                    "语句出错时如何处理",
                    "what to do when a statement fails",
                    (console, arguments) -> console.whenever(Whenever.parse(arguments))));

    private ScriptCommands() {}

    /** Runs a script; its path is relative to the folder that the console was started in. */
    static void start(Console console, String arguments) {
        run(console, Path.of(""), Words.of(arguments));
    }

    /** Runs a script; its path is relative to the script that says so. */
    static void besideParent(Console console, String arguments) {
        run(console, console.scripts().folder(), Words.of(arguments));
    }

    /**
     * Runs a script.
     *
     * @param words its path, relative to {@code folder}, and its arguments
     */
    static void run(Console console, Path folder, List<String> words) {
        if (words.isEmpty()) {
            throw new Told("缺少脚本文件名", "a script's name is missing");
        }
        try {
            console.scripts().run(folder.resolve(words.get(0)), words.subList(1, words.size()));
        } catch (IOException | UncheckedIOException | InvalidPathException e) {
            throw new Told("无法读取脚本: " + words.get(0), "cannot read the script: " + words.get(0));
        }
    }

    private static void host(Console console, String command) {
        if (command.isBlank()) {
            throw new Told("用法: HOST 命令", "usage: HOST command");
        }
        console.screen().flush();
        try {
            int code = console.shell().run(command);
            if (code != 0) {
                console.screen().say("退出码: " + code, "exit code: " + code);
            }
        } catch (IOException e) {
            throw new Told("无法运行: " + command, "cannot be run: " + command);
        }
    }
}
