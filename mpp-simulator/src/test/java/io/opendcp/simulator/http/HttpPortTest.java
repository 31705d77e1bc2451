package io.opendcp.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.opendcp.simulator.Client;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What can be said and asked over HTTP. */
class HttpPortTest {
    private static final String NONE = "{\"faults\":[],\"bites\":{\"EP01\":{},\"EP02\":{}}}";

    private final HttpMpp site = new HttpMpp(true);

    @AfterEach
    void close() {
        site.close();
    }

    private void login(int epno) throws SQLException {
        String at = "127.0.0.1:" + ((InetSocketAddress) site.mpp.address(epno)).getPort();
        try (Connection connection =
                DriverManager.getConnection("jdbc:dm://" + at + "?language=en", "SYSDBA", "SYSDBA")) {
            assertThat(connection.isClosed()).isFalse();
        }
    }

    @Test
    void a_fault_is_put_in_force_listed_with_its_bites_and_healed_by_the_same_words() throws Exception {
        assertThat(site.ok("GET", "/faults", "")).isEqualTo(NONE);

        assertThat(site.ok("POST", "/faults", "on EP02, cut its replies after 7 bytes\n"))
                .isEqualTo(
                        "{\"faults\":[\"on EP02, cut its replies after 7 bytes\"],\"bites\":{\"EP01\":{},\"EP02\":{}}}");
        assertThatThrownBy(() -> login(1)).isInstanceOf(SQLException.class);
        assertThat(site.ok("GET", "/faults", "")).contains("\"EP02\":{\"CutAfter\":1}");

        assertThat(site.ok("DELETE", "/faults", "on EP02, cut its replies after 7 bytes"))
                .startsWith("{\"faults\":[],");
        login(1);
    }

    @Test
    void an_ep_is_killed_and_started_again() throws Exception {
        site.ok("POST", "/faults", "on EP02, kill it");
        assertThatThrownBy(() -> login(0))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(-6024));

        site.ok("POST", "/faults", "on EP02, restart it");
        await().untilAsserted(() -> assertThat(site.ok("GET", "/faults", ""))
                .isEqualTo("{\"faults\":[],\"bites\":{\"EP01\":{},\"EP02\":{\"Kill\":1,\"Restart\":1}}}"));
        login(0);
    }

    @Test
    void what_is_asked_for_in_another_way_than_by_words_heals_nothing() throws Exception {
        site.ok("POST", "/faults", "on EP02, kill it");

        HttpResponse<String> response = site.send("DELETE", "/faults?ep=EP01", "");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("/faults takes nothing behind a question mark: ep=EP01");
        assertThat(site.ok("GET", "/faults", "")).contains("on EP02, kill it");
    }

    @Test
    void all_is_healed_at_once() throws Exception {
        site.ok("POST", "/faults", """
                on EP01, refuse connections

                when EP02 has answered 3 commits of user APP, cut its 4th reply after 7 bytes
                on EP02, kill it
                """);
        assertThat(site.mpp.<Integer>with(mpp -> mpp.troubles().size())).isEqualTo(3);

        site.ok("DELETE", "/faults", "");

        await().untilAsserted(() -> assertThat(site.ok("GET", "/faults", "")).startsWith("{\"faults\":[],"));
        login(1);
    }

    @Test
    void wrong_words_are_told_with_their_place_and_nothing_is_done() throws Exception {
        HttpResponse<String> answer = site.send("POST", "/faults", "on EP01, kill it\non EP02, kill him");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body().strip())
                .isEqualTo(
                        "{\"error\":\"expected 'it', not 'him' (word 5 of: on EP02, kill him)\",\"line\":2,\"word\":5}");
        assertThat(site.ok("GET", "/faults", "")).isEqualTo(NONE);
    }

    @Test
    void the_line_that_is_told_counts_empty_ones() throws Exception {
        assertThat(site.send("POST", "/faults", "\non EP01, kill it\n\non EP02, kill him")
                        .body())
                .contains("\"line\":4,\"word\":5");
    }

    @Test
    void wrong_words_are_told_in_chinese_to_whoever_reads_it() throws Exception {
        assertThat(site.send("POST", "/faults", "on EP02, kill him", "Accept-Language", "zh-CN,zh;q=0.9")
                        .body())
                .contains("应为 'it'，而不是 'him'");
    }

    private String inChinese(String method, String path, String body) throws Exception {
        return site.send(method, path, body, "Accept-Language", "zh-CN", "Accept", "text/plain")
                .body()
                .strip();
    }

    @Test
    void whoever_reads_chinese_is_told_nothing_in_english() throws Exception {
        assertThat(inChinese("POST", "/faults", "on EP09, kill it")).isEqualTo("没有名为 EP09 的 EP；现有 EP01, EP02");
        assertThat(inChinese("POST", "/faults", "on EP01, clog its messages to EP09"))
                .isEqualTo("没有名为 EP09 的 EP；现有 EP01, EP02");
        assertThat(inChinese("POST", "/faults", "")).startsWith("缺少故障语句");
        assertThat(inChinese("POST", "/clock", "256")).startsWith("应为 以下之一: s, ms, us, ns，而不是 结尾");
        assertThat(inChinese("POST", "/clock", "31622401 s")).isEqualTo("每次最多拨动 31622400 s");
        assertThat(inChinese("GET", "/activity?last=0", "")).isEqualTo("应为 last=1 到 last=1000，而不是 last=0");
        assertThat(inChinese("GET", "/journal", "")).startsWith("只有 /faults");
        assertThat(inChinese("PUT", "/faults", "x")).isEqualTo("应为 GET, POST, DELETE，而不是 PUT");
    }

    @Test
    void an_ep_that_there_is_not_is_named_with_those_there_are() throws Exception {
        HttpResponse<String> answer = site.send("POST", "/faults", "on EP09, kill it");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("no EP is called EP09; there are EP01, EP02\",\"line\":1}");
    }

    @Test
    void there_is_a_limit_on_what_is_wrong_at_a_time() throws Exception {
        String hundred = "when EP01 has answered 1 commit, kill it\n".repeat(100);
        for (int i = 0; i < Resources.TROUBLES_MAX / 100; i++) {
            site.ok("POST", "/faults", hundred);
        }

        assertThat(site.send("POST", "/faults", "on EP02, kill it").statusCode())
                .isEqualTo(409);
        site.ok("DELETE", "/faults", "when EP01 has answered 1 commit, kill it");
        site.ok("POST", "/faults", "on EP02, refuse connections");
    }

    @Test
    void the_clock_is_turned() throws Exception {
        assertThat(site.ok("GET", "/clock", "")).isEqualTo("{\"now\":\"2026-11-23T00:00:00Z\",\"turned\":true}");

        assertThat(site.ok("POST", "/clock", "256 s")).isEqualTo("{\"now\":\"2026-11-23T00:04:16Z\",\"turned\":true}");

        assertThat(site.send("POST", "/clock", "256").body())
                .contains("expected one of s, ms, us, ns, not the end (word 2 of: 256)");
        assertThat(site.send("POST", "/clock", "9000000000 s").statusCode()).isEqualTo(400);
        assertThat(site.send("POST", "/clock", "31622401 s").body()).contains("at most 31622400 s at a time");
    }

    @Test
    void who_turns_the_clock_cuts_nobody_off() throws Exception {
        String asking = "GET /clock HTTP/1.1\r\nHost: x\r\n\r\n";
        try (Socket idle = site.socket()) {
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(idle.getInputStream(), StandardCharsets.UTF_8));
            idle.getOutputStream().write(asking.getBytes(StandardCharsets.UTF_8));
            assertThat(json(answers)).contains("00:00:00Z");

            site.ok("POST", "/clock", RequestHandler.PATIENCE.plusSeconds(1).toSeconds() + " s");

            idle.getOutputStream().write(asking.getBytes(StandardCharsets.UTF_8));
            assertThat(json(answers)).contains("00:00:31Z");
        }
    }

    /** The next line that is a body. */
    private static String json(BufferedReader answers) throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith("{")) {
                return line;
            }
        }
        return "the connection has ended";
    }

    @Test
    void a_clock_that_runs_by_itself_is_not_turned() throws Exception {
        try (HttpMpp real = new HttpMpp(false)) {
            assertThat(real.ok("GET", "/clock", "")).endsWith("\"turned\":false}");
            assertThat(real.send("POST", "/clock", "256 s").statusCode()).isEqualTo(409);
        }
    }

    @Test
    void the_activity_of_each_ep_is_told() throws Exception {
        site.mpp.run(mpp -> {
            Client client = Client.on(mpp, 0);
            client.run("CREATE TABLE \"a\\b\"(K INT)");
            client.run("SELECT 1\nFROM DUAL");
            client.session().close();
        });

        assertThat(site.ok("GET", "/activity?last=3", ""))
                .startsWith("{\"EP01\":[{\"kind\":")
                .endsWith("\"EP02\":[]}")
                .contains("\"user\":\"SYSDBA\",\"text\":\"SELECT 1\\u000aFROM DUAL\",\"rows\":1,\"code\":0}")
                .doesNotContain("LOGIN");
        assertThat(site.ok("GET", "/activity", "")).contains("CREATE TABLE \\\"a\\\\b\\\"(K INT)");
        assertThat(site.send("GET", "/activity?last=0", "").statusCode()).isEqualTo(400);
        assertThat(site.send("GET", "/activity?first=3", "").statusCode()).isEqualTo(400);
    }

    @Test
    void what_there_is_not_is_told_with_what_there_is() throws Exception {
        assertThat(site.send("GET", "/", "").statusCode()).isEqualTo(404);
        assertThat(site.send("GET", "/journal", "").body())
                .contains("there are /faults, /clock, /activity, /monitor and /console");
        assertThat(site.send("PUT", "/faults", "x").statusCode()).isEqualTo(405);
        assertThat(site.send("POST", "/console", "show").body()).contains("there is no console here");
        assertThat(site.send("GET", "/console", "").statusCode()).isEqualTo(405);
        assertThat(site.send("POST", "/faults", "").body()).contains("a sentence is wanted");
    }

    @Test
    void people_are_answered_in_lines() throws Exception {
        site.ok("POST", "/faults", "on EP02, kill it");

        assertThat(site.send("GET", "/faults", "", "Accept", "text/plain").body())
                .isEqualTo("on EP02, kill it\nEP02 so far: Kill 1\n");
        assertThat(site.send("POST", "/faults", "on EP02, kill him", "Accept", "text/plain")
                        .body())
                .isEqualTo("expected 'it', not 'him' (word 5 of: on EP02, kill him)\n");
    }

    @Test
    void pages_in_browsers_have_no_say() throws Exception {
        assertThat(site.send("POST", "/faults", "on EP01, kill it", "Origin", "http://127.0.0.1")
                        .statusCode())
                .isEqualTo(403);
        assertThat(site.ok("GET", "/faults", "")).isEqualTo(NONE);
    }
}
