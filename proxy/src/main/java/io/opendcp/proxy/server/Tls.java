package io.opendcp.proxy.server;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.opendcp.protocol.ini.DmIni;
import io.opendcp.protocol.net.Encryption;
import io.opendcp.protocol.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * TLS with files that may be replaced while the server runs: they are looked at every ten seconds, and new ones hold for new
 * connections. Broken ones are told to the log, and the old ones go on; so they do when the new certificate is not valid now and the
 * old one is, until that changes. Confined to the event loop. {@code docs/configuration.md}.
 */
final class Tls implements Encryption, AutoCloseable {
    static final Duration PERIOD = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Tls.class);

    private final Path cert;
    private final Path key;
    private final @Nullable Path ca;
    private final Time time;
    private String seen;
    private Contexts contexts;
    /** What has been read and is not better than that, yet. */
    private @Nullable Contexts aside;

    private Validity.State told = Validity.State.VALID;
    private Time.Timer next;

    private record Contexts(SslContext server, SslContext client, Validity valid) {}

    /**
     * @param dir what the files' names are relative to
     * @throws TlsException if they cannot be used
     */
    Tls(DmIni.Tls settings, Path dir, Time time) {
        this.time = time;
        cert = dir.resolve(settings.cert());
        key = dir.resolve(settings.key());
        ca = settings.ca().isEmpty() ? null : dir.resolve(settings.ca());
        seen = state();
        contexts = read();
        line(Level.INFO, contexts).log("TLS is on");
        tell();
        next = time.schedule(PERIOD, this::look);
    }

    private void look() {
        next = time.schedule(PERIOD, this::look);
        String now = state();
        if (!now.equals(seen)) {
            seen = now;
            reread();
        }
        if (aside != null && (aside.valid.holds(time.now()) || !contexts.valid.holds(time.now()))) {
            contexts = aside;
            aside = null;
            told = Validity.State.VALID;
            line(Level.INFO, contexts).log("new files for TLS hold for new connections");
        }
        tell();
    }

    private void reread() {
        try {
            aside = read();
            if (contexts.valid.holds(time.now()) && !aside.valid.holds(time.now())) {
                line(Level.ERROR, aside).log("the new certificate for TLS is not valid now, the old one goes on");
            }
        } catch (TlsException broken) {
            aside = null;
            LOG.atError().setCause(broken).log("new files for TLS cannot be used, the old ones go on");
        }
    }

    /** Once, that the certificate in use is not valid: clients that look will not connect. */
    private void tell() {
        Validity.State now = contexts.valid.at(time.now());
        if (now != told) {
            told = now;
            switch (now) {
                case NOT_YET -> line(Level.WARN, contexts).log("the certificate for TLS is not valid yet");
                case VALID -> line(Level.INFO, contexts).log("the certificate for TLS is valid now");
                case ENDED -> line(Level.WARN, contexts).log("the certificate for TLS has ended");
            }
        }
    }

    private LoggingEventBuilder line(Level level, Contexts about) {
        return LOG.atLevel(level)
                .addKeyValue("file", cert)
                .addKeyValue("valid_from", about.valid.from())
                .addKeyValue("valid_until", about.valid.until());
    }

    /** Of what is in use. */
    Validity valid() {
        return contexts.valid;
    }

    /** What changes when a file does. */
    private String state() {
        StringBuilder state = new StringBuilder();
        files().forEach(file -> {
            try {
                state.append(Files.getLastModifiedTime(file))
                        .append(' ')
                        .append(Files.size(file))
                        .append('\n');
            } catch (IOException e) {
                state.append("none\n");
            }
        });
        return state.toString();
    }

    private Stream<Path> files() {
        return Stream.of(cert, key, ca == null ? cert : ca);
    }

    private Contexts read() {
        List<X509Certificate> chain = PemFiles.certificates(cert);
        PrivateKey own = PemFiles.key(key);
        PemFiles.check(key, own, cert, chain.get(0));
        X509Certificate[] mine = chain.toArray(X509Certificate[]::new);
        X509Certificate[] trusted =
                ca == null ? mine : PemFiles.certificates(ca).toArray(X509Certificate[]::new);
        try {
            SslContextBuilder server = SslContextBuilder.forServer(own, mine);
            if (ca != null) {
                server.trustManager(trusted).clientAuth(ClientAuth.REQUIRE);
            }
            SslContextBuilder client = SslContextBuilder.forClient()
                    .keyManager(own, mine)
                    .trustManager(trusted)
                    .endpointIdentificationAlgorithm(null); // DM's clients do not ask for a host's name either
            return new Contexts(
                    server.sslProvider(SslProvider.JDK).build(),
                    client.sslProvider(SslProvider.JDK).build(),
                    Validity.of(chain));
        } catch (SSLException e) {
            throw new TlsException(cert, "不能用于 TLS: " + e.getMessage(), "cannot be used: " + e.getMessage(), e);
        }
    }

    @Override
    public SslHandler server(ByteBufAllocator allocator) {
        return withoutLimits(contexts.server.newHandler(allocator));
    }

    @Override
    public SslHandler client(ByteBufAllocator allocator) {
        return withoutLimits(contexts.client.newHandler(allocator));
    }

    /** A login has a limit on its time already, which is on the clock that is given. */
    private static SslHandler withoutLimits(SslHandler handler) {
        handler.setHandshakeTimeoutMillis(0);
        return handler;
    }

    @Override
    public void close() {
        next.cancel();
    }
}
