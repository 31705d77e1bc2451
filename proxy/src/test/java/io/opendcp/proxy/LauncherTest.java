package io.opendcp.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.error.Language;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;

class LauncherTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Prints its arguments, and ends with their number. */
    private record Echo(String name) implements ToolProvider {
        @Override
        public int run(PrintWriter out, PrintWriter err, String... args) {
            out.print(name + String.join("|", args));
            return args.length;
        }
    }

    private int run(String... args) {
        Launcher launcher = new Launcher(
                Language.ENGLISH,
                Map.of("disql", new Echo("disql"), "extra", new Echo("extra"), "init", new Echo("init")));
        return launcher.run(new PrintWriter(out), new PrintWriter(err), args);
    }

    @Test
    void a_command_gets_the_other_arguments_and_gives_the_exit_code() {
        assertThat(run("extra", "a", "b c")).isEqualTo(2);
        assertThat(out.toString()).isEqualTo("extraa|b c");
    }

    @Test
    void help_lists_the_commands_that_are_there() {
        assertThat(run("--help")).isZero();

        assertThat(out.toString()).isEqualToNormalizingNewlines("""
                        usage: dcp COMMAND ARGUMENTS ...
                          init      prepares a DCP's folder: init path=... DCP_MODE=1
                          disql     SQL console: disql user/password@host:port
                          extra
                        """);
    }

    @Test
    void an_unknown_command_is_named() {
        assertThat(run("sever")).isEqualTo(2);
        assertThat(err.toString()).startsWith("unknown command: sever").contains("usage: dcp");
        assertThat(run()).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void commands_of_every_module_are_found_and_the_jdks_are_not() {
        assertThat(Launcher.commands()).containsKeys("init", "dmctlcvt").doesNotContainKey("jar");
    }
}
