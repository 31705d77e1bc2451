package io.opendcp.proxy.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Certificates and keys out of PEM files. */
final class PemFiles {
    private static final int LONGEST = 1 << 20;
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private PemFiles() {}

    /** @throws TlsException if there is none */
    static List<X509Certificate> certificates(Path file) {
        List<X509Certificate> read;
        try {
            read =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(bytes(file)))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
        } catch (GeneralSecurityException e) {
            throw new TlsException(file, "不是 PEM 格式的证书", "holds no certificates in PEM", e);
        }
        if (read.isEmpty()) {
            throw new TlsException(file, "没有证书", "holds no certificate", null);
        }
        return read;
    }

    /** @throws TlsException if there is none, it is of an unknown kind, or encrypted */
    static PrivateKey key(Path file) {
        Matcher key = KEY.matcher(new String(bytes(file), StandardCharsets.ISO_8859_1));
        if (!key.find()) {
            throw noKey(file, null);
        }
        PKCS8EncodedKeySpec encoded;
        try {
            encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(key.group(1)));
        } catch (IllegalArgumentException e) {
            throw noKey(file, e);
        }
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (InvalidKeySpecException another) {
                // it is of another kind
            } catch (GeneralSecurityException e) {
                throw noKey(file, e);
            }
        }
        throw noKey(file, null);
    }

    /** @throws TlsException unless {@code key} is {@code certificate}'s */
    static void check(Path keyFile, PrivateKey key, Path file, X509Certificate certificate) {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "EdDSA";
        };
        boolean fits;
        try {
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(certificate.getEncoded());
            Signature verifying = Signature.getInstance(algorithm);
            verifying.initVerify(certificate.getPublicKey());
            verifying.update(certificate.getEncoded());
            fits = verifying.verify(signing.sign());
        } catch (GeneralSecurityException e) {
            fits = false;
        }
        if (!fits) {
            throw new TlsException(
                    keyFile, "不是证书 " + file.getFileName() + " 的私钥", "is not the key of " + file.getFileName(), null);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > LONGEST) {
                throw new TlsException(file, "文件过大", "is too long", null);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new TlsException(file, "无法读取", "cannot be read", e);
        }
    }

    private static TlsException noKey(Path file, @Nullable Throwable cause) {
        return new TlsException(
                file,
                "没有未加密的 PKCS#8 私钥(BEGIN PRIVATE KEY)",
                "holds no key in PKCS#8 that is not encrypted (BEGIN PRIVATE KEY)",
                cause);
    }
}
