package dev.freehold.server.audit.syslog;

import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS for the connection to a collector, from PEM files. */
public final class SyslogTls {

  private static final long MAX_FILE_BYTES = 1 << 20;
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");
  private static final char[] IN_MEMORY_ONLY = new char[0];

  private SyslogTls() {}

  /**
   * A context that trusts these authorities and nobody else.
   *
   * @param authorities a file with one or more certificates; whom this Java trusts if empty
   * @param own a file with this server's certificate, those above it, and its private key as PKCS
   *     #8; the server shows none if empty
   * @throws ServerException with {@code CONFIGURATION_INVALID} if a file is not that
   */
  public static SSLContext context(Optional<Path> authorities, Optional<Path> own) {
    try {
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(authorities.isPresent() ? trusted(authorities.get()) : null);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(own.isPresent() ? keys(own.get()) : null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException noTls) {
      throw new IllegalStateException("this Java has no TLS; use Java 25", noTls);
    }
  }

  private static KeyStore trusted(Path file) throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    for (Certificate certificate : certificates(file, text(file))) {
      store.setCertificateEntry("authority" + store.size(), certificate);
    }
    return store;
  }

  private static KeyManager[] keys(Path file) throws GeneralSecurityException, IOException {
    requirePrivate(file);
    String pem = text(file);
    List<Certificate> chain = certificates(file, pem);
    KeyStore store = empty();
    store.setKeyEntry(
        "own", privateKey(file, pem), IN_MEMORY_ONLY, chain.toArray(Certificate[]::new));
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(store, IN_MEMORY_ONLY);
    return factory.getKeyManagers();
  }

  private static void requirePrivate(Path file) throws IOException {
    if (Files.exists(file)
        && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
      throw invalid(file, "others than its owner may use it; set its mode to 0600", null);
    }
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static List<Certificate> certificates(Path file, String pem) {
    List<Certificate> all = new ArrayList<>();
    for (byte[] der : blocks(pem, "CERTIFICATE")) {
      try {
        all.add(
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(der)));
      } catch (GeneralSecurityException malformed) {
        throw invalid(file, "a certificate in it cannot be read", malformed);
      }
    }
    if (all.isEmpty()) {
      throw invalid(file, "there is no certificate in it", null);
    }
    return all;
  }

  private static PrivateKey privateKey(Path file, String pem) throws GeneralSecurityException {
    List<byte[]> keys = blocks(pem, "PRIVATE KEY");
    if (keys.size() != 1) {
      throw invalid(file, "there is not one PKCS #8 key in it, without a password", null);
    }
    try {
      for (String algorithm : List.of("EC", "RSA", "EdDSA")) {
        try {
          return KeyFactory.getInstance(algorithm)
              .generatePrivate(new PKCS8EncodedKeySpec(keys.getFirst()));
        } catch (InvalidKeySpecException another) {
          // of another algorithm, then
        }
      }
    } finally {
      Arrays.fill(keys.getFirst(), (byte) 0);
    }
    throw invalid(file, "the key in it is not an EC, RSA or EdDSA key", null);
  }

  private static List<byte[]> blocks(String pem, String label) {
    List<byte[]> all = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(pem);
    while (matcher.find()) {
      if (matcher.group(1).equals(label)) {
        all.add(Base64.getMimeDecoder().decode(matcher.group(2)));
      }
    }
    return all;
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw invalid(file, "it is larger than a file of certificates", null);
      }
      return Files.readString(file, StandardCharsets.US_ASCII);
    } catch (IOException unreadable) {
      throw invalid(file, "it cannot be read as PEM", unreadable);
    }
  }

  private static ServerException invalid(Path file, String why, Exception cause) {
    String message = "%s: %s; name a PEM file in freehold.audit.syslog".formatted(file, why);
    return cause == null
        ? new ServerException(ServerError.CONFIGURATION_INVALID, message)
        : new ServerException(ServerError.CONFIGURATION_INVALID, message, cause);
  }
}
