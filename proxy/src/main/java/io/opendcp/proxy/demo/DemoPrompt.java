package io.opendcp.proxy.demo;

import io.opendcp.protocol.error.Language;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;

/** Where the presenter types what is to go wrong; passed on to the simulator's port for faults, and answered from there. */
final class DemoPrompt {
    /** What is said about what can be typed. */
    static final String HELP_ENGLISH = """
            type what is to go wrong, for example:
              on EP02, kill it                                        (restart, pause, resume)
              on EP02, delay its replies by 3 s                       (refuse connections, stall, throttle, ...)
              when EP02 has answered 3 commits, cut its 4th reply after 7 bytes
            monitor WORDS  types them at the monitor, where EPs have standbys: monitor help, monitor show mpp,
                           monitor login, monitor switchover EP11, monitor tip
            console WORDS  types them on the machines, as does A: WORDS: console help, console show,
                           A: ./DmServiceEP01 stop, A: ./dmserver /dm/data/EP01/DAMENG/dm.ini mount
            faults         lists what is wrong, and how often each kind took effect
            heal           ends all of it; heal and the words of one ends that one
            help           this
            """;

    static final String HELP_CHINESE = """
            输入要发生的故障，例如:
              on EP02, kill it                                        (restart, pause, resume)
              on EP02, delay its replies by 3 s                       (refuse connections, stall, throttle, ...)
              when EP02 has answered 3 commits, cut its 4th reply after 7 bytes
            monitor 命令   在有备库的场景中，在监视器中执行命令: monitor help, monitor show mpp,
                           monitor login, monitor switchover EP11, monitor tip
            console 命令   在各机器上执行命令，也可输入 A: 命令: console help, console show,
                           A: ./DmServiceEP01 stop, A: ./dmserver /dm/data/EP01/DAMENG/dm.ini mount
            faults         列出当前的故障，以及各类故障已生效的次数
            heal           消除全部故障；heal 后接某一故障的原文，则只消除该故障
            help           本说明
            """;

    private static final String PROMPT = "> ";
    private static final String HEAL = "heal";
    private static final String MONITOR = "monitor";
    private static final String CONSOLE = "console";
    private static final String ON_A_MACHINE = "[A-Za-z0-9_.-]+:\\s+\\S.*";
    private static final int OK = 200;

    private final URI faults;
    private final Language language;
    private final BufferedReader in;
    private final PrintWriter out;
    private boolean monitorAsks;
    private final HttpClient client = HttpClient.newHttpClient();

    /** @param faults the simulator's address for them */
    DemoPrompt(URI faults, Language language, BufferedReader in, PrintWriter out) {
        this.faults = faults;
        this.language = language;
        this.in = in;
        this.out = out;
    }

    /** Until there is no more input. */
    void run() {
        try {
            prompt();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                answer(line.strip());
                prompt();
            }
        } catch (IOException e) {
            out.println(in("无法继续读取输入", "no more can be read from here"));
            out.flush();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void prompt() {
        out.print(PROMPT);
        out.flush();
    }

    private void answer(String line) throws InterruptedException {
        String word = line.toLowerCase(Locale.ROOT);
        if (monitorAsks) {
            monitor(line);
            return;
        }
        if (word.isEmpty()) {
            return;
        }
        if (word.equals("help")) {
            out.print(in(HELP_CHINESE, HELP_ENGLISH));
        } else if (word.equals(MONITOR) || word.startsWith(MONITOR + " ")) {
            String words = line.substring(MONITOR.length()).strip();
            monitor(words.isEmpty() ? "help" : words);
        } else if (word.equals(CONSOLE) || word.startsWith(CONSOLE + " ")) {
            String words = line.substring(CONSOLE.length()).strip();
            say("/" + CONSOLE, "POST", words.isEmpty() ? "help" : words);
        } else if (line.matches(ON_A_MACHINE)) {
            say("/" + CONSOLE, "POST", line);
        } else if (word.equals("faults")) {
            say("", "GET", "");
        } else if (word.equals(HEAL) || word.startsWith(HEAL + " ")) {
            say("", "DELETE", line.substring(HEAL.length()).strip());
        } else {
            say("", "POST", line);
        }
    }

    /** A question of the monitor's ends with a colon; what is typed next is the answer. */
    private void monitor(String line) throws InterruptedException {
        monitorAsks = false;
        try {
            HttpResponse<String> answer = send(faults.resolve("/" + MONITOR), "POST", line + "\n");
            String words = answer.body().strip();
            monitorAsks = answer.statusCode() == OK && words.endsWith(":");
            if (!words.isEmpty() || answer.statusCode() != OK) {
                out.println(told(answer));
            }
        } catch (IOException e) {
            notAnswered();
        }
    }

    private void notAnswered() {
        out.println(in("模拟器没有应答，请重新输入", "the simulator has not answered; type it again"));
    }

    private HttpResponse<String> send(URI to, String method, String words) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(to)
                .method(method, BodyPublishers.ofString(words))
                .header("Accept", "text/plain")
                .header("Accept-Language", language == Language.CHINESE ? "zh" : "en")
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    /** @param path beside that for faults; empty for those */
    private void say(String path, String method, String words) throws InterruptedException {
        try {
            out.println(told(send(path.isEmpty() ? faults : faults.resolve(path), method, words)));
        } catch (IOException e) { // its message may be null
            notAnswered();
        }
    }

    private String told(HttpResponse<String> answer) {
        String words = answer.body().strip();
        if (!words.isEmpty()) {
            return words;
        }
        return answer.statusCode() == OK
                ? in("没有故障", "nothing is wrong")
                : in("模拟器拒绝执行，HTTP 状态 ", "the simulator refuses it, HTTP status ") + answer.statusCode();
    }

    private String in(String chinese, String english) {
        return language == Language.CHINESE ? chinese : english;
    }
}
