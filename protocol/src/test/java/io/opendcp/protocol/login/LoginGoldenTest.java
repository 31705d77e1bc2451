package io.opendcp.protocol.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.opendcp.protocol.Golden;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.frame.BodyCrc;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real driver's startup and login frames, read to fields and written from the fields. */
class LoginGoldenTest {
    private static final Charset UTF_8 = StandardCharsets.UTF_8;

    @ParameterizedTest
    @ValueSource(strings = {"session-startup-request", "session-dh-startup-request", "session-aes-startup-request"})
    void startup_requests_survive_a_round_trip(String name) {
        ByteBuf recorded = Golden.frame(name);

        StartupRequest request = StartupRequest.decode(new Frame(recorded));

        assertThat(request.version()).isEqualTo("8.1.3.140");
        assertThat(request.msgVersion()).isEqualTo(11);
        assertThat(request.crc()).isTrue();
        assertSame(request.encode(Unpooled.buffer()), recorded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"session-startup-response", "session-dh-startup-response", "session-aes-startup-response"})
    void startup_replies_survive_a_round_trip(String name) {
        ByteBuf recorded = Golden.frame(name);

        StartupReply reply = StartupReply.decode(new Frame(recorded));

        assertThat(reply.charset()).isEqualTo(Charsets.UTF_8);
        assertThat(reply.msgVersion()).isEqualTo(11);
        assertSame(reply.encode(Unpooled.buffer()), recorded);
    }

    @Test
    void a_clear_login_survives_a_round_trip() {
        loginRoundTrip("session-login-request", null, "SYSDBA001");
    }

    @Test
    void the_recorded_exchange_gives_the_recorded_session_key_and_opens_the_login() {
        String name = "session-dh-login-request";
        KeyExchange server = KeyExchange.of(new BigInteger(Golden.fact(name, "server private exponent"), 16));
        StartupRequest request = StartupRequest.decode(new Frame(Golden.frame("session-dh-startup-request")));
        StartupReply reply = StartupReply.decode(new Frame(Golden.frame("session-dh-startup-response")));

        byte[] key = server.sessionKey(HexFormat.of().parseHex(request.publicKey()));

        assertThat(HexFormat.of().formatHex(server.publicKey())).isEqualTo(reply.publicKey());
        assertThat(HexFormat.of().formatHex(key)).isEqualTo(Golden.fact(name, "session key"));
        loginRoundTrip(name, new FieldCipher(key), "SYSDBA001");
    }

    @Test
    void a_login_reply_survives_a_round_trip() {
        ByteBuf recorded = Golden.frame("session-login-response");
        ByteBuf stripped = recorded.copy();
        BodyCrc.strip(stripped);

        LoginReply reply = LoginReply.decode(new Frame(stripped), UTF_8, 11);

        assertThat(reply.server().instance()).isEqualTo("DMSERVER");
        assertThat(reply.sessionId()).isEqualTo(139637976727553L);
        ByteBuf written = reply.encode(Unpooled.buffer(), UTF_8, 11);
        // attempts, warnings and formats are written as ours are: those of the recording
        BodyCrc.append(written);
        assertSame(written, recorded);
    }

    @Test
    void a_refused_login_survives_a_round_trip_in_gb18030() {
        ByteBuf recorded = Golden.frame("session-error-response");
        ByteBuf stripped = recorded.copy();
        BodyCrc.strip(stripped);
        Charset gb = Charsets.GB18030.charset();

        DmException error =
                catchThrowableOfType(DmException.class, () -> LoginReply.decode(new Frame(stripped), gb, 11));

        assertThat(error.code()).isEqualTo(ErrorCode.WRONG_PASSWORD.code());
        assertThat(error.message(Language.CHINESE)).isEqualTo("用户名或密码错误");
        ByteBuf written =
                LoginReply.refuse(Unpooled.buffer(), DmException.of(ErrorCode.WRONG_PASSWORD), Language.CHINESE, gb);
        BodyCrc.append(written);
        assertSame(written, recorded);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "session-commit-request",
                "session-commit-response",
                "session-rollback-request",
                "session-isolation-request",
                "session-xa-start-request",
                "session-xa-start-response",
                "session-aes-login-request"
            })
    void both_checksums_are_the_drivers(String name) {
        ByteBuf recorded = Golden.frame(name);
        ByteBuf frame = recorded.copy();

        if (!Header.sealed(frame)) {
            BodyCrc.strip(frame);
            assertThat(Header.sealed(frame)).isTrue();
            BodyCrc.append(frame);
        } else {
            Header.seal(frame);
        }

        assertSame(frame, recorded);
    }

    private static void loginRoundTrip(String name, @Nullable FieldCipher cipher, String password) {
        ByteBuf recorded = Golden.frame(name);
        ByteBuf stripped = recorded.copy();
        BodyCrc.strip(stripped);

        LoginRequest login = LoginRequest.decode(new Frame(stripped), UTF_8, cipher);

        assertThat(login.user()).isEqualTo("SYSDBA");
        assertThat(login.password().text(UTF_8)).isEqualTo(password);
        assertThat(login.client().application()).isEqualTo("golden");
        assertThat(login.toString()).doesNotContain(password);
        ByteBuf written = login.encode(Unpooled.buffer(), UTF_8, cipher);
        BodyCrc.append(written);
        assertSame(written, recorded);
    }

    private static void assertSame(ByteBuf written, ByteBuf recorded) {
        assertThat(ByteBufUtil.hexDump(written)).isEqualTo(ByteBufUtil.hexDump(recorded));
    }
}
