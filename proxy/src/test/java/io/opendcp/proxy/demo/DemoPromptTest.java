package io.opendcp.proxy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.opendcp.protocol.error.Language;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the presenter reads when the simulator does not answer as it should. */
class DemoPromptTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    /** What is printed when these lines are typed. */
    private static String printed(int port, Language language, String typed) {
        StringWriter out = new StringWriter();
        URI faults = URI.create("http://127.0.0.1:" + port + "/faults");
        new DemoPrompt(faults, language, new BufferedReader(new StringReader(typed)), new PrintWriter(out)).run();
        return out.toString();
    }

    @Test
    void the_prompt_outlives_a_simulator_that_cannot_be_reached() throws Exception {
        int nobody;
        try (ServerSocket free = new ServerSocket(0, 1, HERE)) {
            nobody = free.getLocalPort();
        }

        assertThat(printed(nobody, Language.ENGLISH, "faults\nhelp\n"))
                .startsWith("> the simulator has not answered; type it again")
                .contains("> type what is to go wrong")
                .doesNotContain("null");
        assertThat(printed(nobody, Language.CHINESE, "faults")).startsWith("> 模拟器没有应答");
    }

    @Test
    void the_prompt_outlives_a_connection_that_ends_without_an_answer() throws Exception {
        Thread rude;
        try (ServerSocket server = new ServerSocket(0, 5, HERE)) {
            rude = new Thread(() -> hangUp(server));
            rude.start();

            assertThat(printed(server.getLocalPort(), Language.ENGLISH, "on EP02, kill it\nhelp\n"))
                    .startsWith("> the simulator has not answered; type it again")
                    .contains("> type what is to go wrong");
        }
        rude.join();
    }

    /** On each guest who has said something, until the server is closed. */
    private static void hangUp(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket guest = server.accept()) {
                guest.getInputStream().skipNBytes(1);
            } catch (IOException e) {
                // it is closed, or the guest was quicker
            }
        }
    }

    @Test
    void the_monitor_is_asked_and_its_questions_are_answered() throws Exception {
        List<String> heard = new ArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(HERE, 0), 5);
        server.createContext("/monitor", exchange -> {
            String line = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            heard.add(line);
            byte[] answer = (line.equals("login\n") ? "username:\n" : line.startsWith("switch") ? "\n" : "told\n")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            String typed = "monitor login\nfaults\nMonitor show mpp\nmonitor switchover EP11\nmonitor\n";

            assertThat(printed(server.getAddress().getPort(), Language.ENGLISH, typed))
                    .isEqualToIgnoringNewLines("> username:> told> told> > told> ");
            assertThat(heard).containsExactly("login\n", "faults\n", "show mpp\n", "switchover EP11\n", "help\n");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void what_is_typed_on_machines_goes_to_the_console() throws Exception {
        List<String> heard = new ArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(HERE, 0), 5);
        server.createContext("/console", exchange -> {
            heard.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer = "EP01 runs already\n".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(400, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            String typed = "console show\nA: ./dmserver /dm/data/EP01/DAMENG/dm.ini mount\nconsole\n";

            assertThat(printed(server.getAddress().getPort(), Language.ENGLISH, typed))
                    .isEqualToIgnoringNewLines("> EP01 runs already".repeat(3) + "> ");
            assertThat(heard).containsExactly("show", "A: ./dmserver /dm/data/EP01/DAMENG/dm.ini mount", "help");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_refusal_without_words_is_not_taken_for_nothing_wrong() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(HERE, 0), 5);
        server.createContext("/faults", exchange -> {
            byte[] words = "expected 'it'".getBytes(StandardCharsets.UTF_8);
            boolean understood = exchange.getRequestMethod().equals("GET");
            if (exchange.getRequestMethod().equals("DELETE")) {
                exchange.sendResponseHeaders(400, words.length);
                exchange.getResponseBody().write(words);
            } else {
                exchange.sendResponseHeaders(understood ? 200 : 413, -1);
            }
            exchange.close();
        });
        server.start();
        try {
            assertThat(printed(server.getAddress().getPort(), Language.ENGLISH, "on EP02, kill it\nheal him\nfaults\n"))
                    .isEqualToIgnoringNewLines(
                            "> the simulator refuses it, HTTP status 413> expected 'it'> nothing is wrong> ");
        } finally {
            server.stop(0);
        }
    }
}
