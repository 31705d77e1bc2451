package io.opendcp.features.crowd;

import io.opendcp.proxy.server.ServerTool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** {@code dcp server}, which answers each line of its input with what it holds, and ends with its input. */
public final class MeasuredServer {
    private MeasuredServer() {}

    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        Thread answers = new Thread(() -> answer(out));
        answers.setDaemon(true);
        answers.start();
        System.exit(new ServerTool().run(out, new PrintWriter(System.err, true, StandardCharsets.UTF_8), args));
    }

    private static void answer(PrintWriter out) {
        try (BufferedReader asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            while (asked.readLine() != null) {
                out.println(Footprint.now().line());
            }
            System.exit(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
