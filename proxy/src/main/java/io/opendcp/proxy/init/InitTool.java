package io.opendcp.proxy.init;

import io.opendcp.protocol.error.Language;
import io.opendcp.proxy.account.Account;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.spi.ToolProvider;

/**
 * {@code dcp init}: prepares a DCP's folder with dminit's arguments. Writes {@code PATH/DB_NAME/dm.ini} and, beside it, the
 * first account. Overwrites nothing. Ends with 0, with 1 when it could not, with 2 when arguments are wrong. Source: Manual
 * 6.1.5, {@code docs/configuration.md}.
 */
public final class InitTool implements ToolProvider {
    /** No characters that look alike: people copy it from a screen. */
    private static final String PASSWORD_CHARACTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";

    private static final int PASSWORD_LENGTH = 16;

    private final Language language;
    private final RandomGenerator random;
    private final int iterations;

    /** For the person at this system. */
    public InitTool() {
        this(Language.of(Locale.getDefault()), new SecureRandom(), Account.DEFAULT_ITERATIONS);
    }

    InitTool(Language language, RandomGenerator random, int iterations) {
        this.language = language;
        this.random = random;
        this.iterations = iterations;
    }

    @Override
    public String name() {
        return "init";
    }

    @Override
    public int run(PrintWriter out, PrintWriter err, String... args) {
        if (args.length == 1 && args[0].toLowerCase(Locale.ROOT).matches("-*help|-h")) {
            out.println(usage());
            return 0;
        }
        InitArguments arguments = InitArguments.parse(language, args);
        if (!arguments.problems().isEmpty()) {
            arguments.problems().forEach(err::println);
            err.println(usage());
            return 2;
        }
        try {
            prepare(arguments, out);
            return 0;
        } catch (FileAlreadyExistsException e) {
            err.println(in("已存在，不会覆盖: ", "is there already, and not overwritten: ") + e.getFile());
        } catch (IOException | InvalidPathException e) {
            err.println(in("无法写入: ", "cannot write: ") + e);
        }
        return 1;
    }

    private void prepare(InitArguments arguments, PrintWriter out) throws IOException {
        Path dir = Path.of(arguments.value("PATH", "")).resolve(arguments.value("DB_NAME", "DAMENG"));
        Path ini = dir.resolve("dm.ini");
        Path account = dir.resolve(Account.INITIAL_FILE);
        for (Path file : new Path[] {ini, account}) {
            if (Files.exists(file)) {
                throw new FileAlreadyExistsException(file.toString());
            }
        }
        Files.createDirectories(dir);
        String given = arguments.value("SYSDBA_PWD", "");
        String password = given.isEmpty() ? newPassword() : given;
        Account.of("SYSDBA", password, iterations, random).write(account);
        Files.writeString(ini, dmIni(arguments), StandardOpenOption.CREATE_NEW);
        out.println(in("已创建 ", "created ") + ini);
        if (given.isEmpty()) {
            out.println(in("SYSDBA 的口令(仅显示一次): ", "password of SYSDBA (shown this once): ") + password);
        }
        out.println(in("启动: ", "start it: ") + "dcp server " + ini);
    }

    private static String dmIni(InitArguments arguments) {
        return """
                INSTANCE_NAME   = %s
                PORT_NUM        = %s     # user port
                ENABLE_DCP_MODE = 1
                DCP_PORT_NUM    = %s     # management port
                """.formatted(
                        arguments.value("INSTANCE_NAME", "DMSERVER"),
                        arguments.value("PORT_NUM", "5236"),
                        arguments.value("DCP_PORT_NUM", "5237"));
    }

    private String newPassword() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < PASSWORD_LENGTH; i++) {
            password.append(PASSWORD_CHARACTERS.charAt(random.nextInt(PASSWORD_CHARACTERS.length())));
        }
        return password.toString();
    }

    private String usage() {
        return in("用法: ", "usage: ")
                + "dcp init PATH=dir DCP_MODE=1 [INSTANCE_NAME=DMSERVER] [PORT_NUM=5236] [DCP_PORT_NUM=5237]"
                + " [DB_NAME=DAMENG] [SYSDBA_PWD=...]";
    }

    private String in(String chinese, String english) {
        return language == Language.CHINESE ? chinese : english;
    }
}
