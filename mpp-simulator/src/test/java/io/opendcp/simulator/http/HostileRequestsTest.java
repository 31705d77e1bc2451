package io.opendcp.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever a stranger sends: that connection may end, and nothing else happens. */
class HostileRequestsTest {
    private static final long SEED = Long.parseLong(
            System.getProperty("dcp.seed", "").isBlank()
                    ? "20261125"
                    : System.getProperty("dcp.seed", "").strip());

    private final HttpMpp site = new HttpMpp(true);

    @AfterEach
    void others_are_served_still() throws Exception {
        try (site) {
            assertThat(site.ok("GET", "/faults", "")).startsWith("{\"faults\":[],");
        }
    }

    private String sent(byte[] bytes) throws IOException {
        try (Socket socket = site.socket()) {
            try {
                socket.getOutputStream().write(bytes);
                socket.shutdownOutput();
                return answered(socket);
            } catch (SocketException e) {
                return ""; // cut off while it was still talking
            }
        }
    }

    /** Until the connection ends. */
    private static String answered(Socket socket) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        socket.getInputStream().transferTo(all);
        return all.toString(StandardCharsets.UTF_8);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void a_body_that_is_too_long_is_refused_unread() throws Exception {
        String body = "on EP01, kill it\n".repeat(HttpPort.BODY_MAX_BYTES);

        assertThat(site.send("POST", "/faults", body).statusCode()).isEqualTo(413);
        assertThat(sent(ascii("POST /faults HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\non EP01")))
                .startsWith("HTTP/1.1 413");
    }

    @Test
    void lines_and_headers_that_are_too_long_are_refused() throws Exception {
        assertThat(sent(ascii("GET /" + "x".repeat(100_000) + " HTTP/1.1\r\n\r\n")))
                .startsWith("HTTP/1.1 400");
        assertThat(sent(ascii("GET /faults HTTP/1.1\r\nX: " + "x".repeat(100_000) + "\r\n\r\n")))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void garbage_is_refused() throws Exception {
        SplittableRandom chance = new SplittableRandom(SEED);
        for (int i = 0; i < 200; i++) {
            byte[] garbage = new byte[1 + chance.nextInt(2_000)];
            chance.nextBytes(garbage);

            assertThat(sent(garbage)).as("-Ddcp.seed=" + SEED).doesNotContain("200 OK");
        }
    }

    @Test
    void half_a_request_and_an_end_is_none() throws Exception {
        assertThat(sent(ascii("POST /faults HTTP/1.1\r\nHost: x\r\nContent-Length: 16\r\n\r\non EP01, kill i")))
                .isEmpty();
    }

    @Test
    void who_takes_too_long_is_cut_off_however_busy_he_seems() throws Exception {
        try (Socket slow = site.impatientSocket()) {
            slow.getOutputStream().write(ascii("POST /faults HTTP/1.1\r\nHost: x\r\n"));
            for (int i = 0; i < 30; i++) {
                site.turnPatience(RequestHandler.PATIENCE.dividedBy(31));
                slow.getOutputStream().write(ascii("X: y\r\n"));
            }
            site.turnPatience(RequestHandler.PATIENCE.dividedBy(31).multipliedBy(2));

            assertThat(end(slow)).isEqualTo("ended");
        }
    }

    private static String end(Socket socket) {
        try {
            return answered(socket).isEmpty() ? "ended" : "answered";
        } catch (IOException e) {
            return e instanceof SocketException ? "ended" : "still open: " + e;
        }
    }

    @Test
    void more_connections_than_there_may_be_are_not_taken() throws Exception {
        List<Socket> guests = new ArrayList<>();
        try {
            for (int i = 0; i < HttpPort.CONNECTIONS_MAX; i++) {
                guests.add(site.socket());
            }
            await().untilAsserted(
                            () -> { // all of them have been accepted
                                try (Socket further = site.socket()) {
                                    assertThat(end(further)).isEqualTo("ended");
                                }
                            });
        } finally {
            for (Socket guest : guests) {
                guest.close();
            }
        }
        await().ignoreExceptions().until(() -> site.ok("GET", "/clock", "").contains("turned"));
    }
}
