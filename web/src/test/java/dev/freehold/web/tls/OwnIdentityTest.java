package dev.freehold.web.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.web.WebError;
import dev.freehold.web.WebException;
import dev.freehold.web.client.Certificates;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnIdentityTest {

  private static final String PASSWORD = "a password";
  private static final String PASSWORD_CIPHER = "PBEWithHmacSHA256AndAES_256";

  @TempDir Path folder;
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final KeyPair authorityKeys = CertificateFactory.newKeyPair();
  private final X509Certificate authority =
      CertificateFactory.authority(
          authorityKeys,
          new X500Name("CN=Contoso root"),
          List.of("localhost"),
          new CertificateFactory.Validity(now.minus(Duration.ofDays(1)), now.plusSeconds(900_000)));
  private CertificateFiles pem;

  @BeforeEach
  void name() {
    pem =
        new CertificateFiles(
            Optional.of(folder.resolve("chain.pem")),
            Optional.of(folder.resolve("key.pem")),
            Optional.empty(),
            "");
  }

  private X509Certificate issue(KeyPair keys, Duration life) {
    return CertificateFactory.server(
        keys.getPublic(),
        authority,
        authorityKeys.getPrivate(),
        Stream.of("a.localhost", "127.0.0.1").map(ServerName::parse).map(ServerName::asn1).toList(),
        new CertificateFactory.Validity(now.minus(Duration.ofHours(1)), now.plus(life)));
  }

  private X509Certificate write(KeyPair keys, boolean isTraditional) throws IOException {
    X509Certificate issued = issue(keys, Duration.ofDays(5));
    writeChain(issued, authority);
    writeKey(keys, isTraditional);
    return issued;
  }

  private void writeChain(X509Certificate... chain) throws IOException {
    Files.writeString(
        folder.resolve("chain.pem"),
        Stream.of(chain).map(Pem::ofCertificate).collect(Collectors.joining()));
  }

  private void writeKey(KeyPair keys, boolean isTraditional) throws IOException {
    Path file = folder.resolve("key.pem");
    Files.writeString(
        file,
        isTraditional
            ? traditional(keys)
            : new String(Pem.ofPrivateKey(keys.getPrivate()), StandardCharsets.US_ASCII));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
  }

  /** As {@code openssl ecparam -genkey} and {@code openssl genrsa -traditional} write them. */
  private static String traditional(KeyPair keys) throws IOException {
    PrivateKeyInfo info = PrivateKeyInfo.getInstance(keys.getPrivate().getEncoded());
    String label = keys.getPrivate().getAlgorithm() + " PRIVATE KEY";
    byte[] content =
        keys.getPrivate() instanceof java.security.interfaces.ECPrivateKey key
            ? new ECPrivateKey(256, key.getS(), info.getPrivateKeyAlgorithm().getParameters())
                .getEncoded()
            : info.parsePrivateKey().toASN1Primitive().getEncoded();
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      writer.writeObject(new PemObject(label, content));
    }
    return text.toString();
  }

  private static KeyPair rsa() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  private void assertShown(TlsIdentity identity, X509Certificate expected) throws Exception {
    try (TlsEcho echo = TlsEcho.start(identity.serverContext())) {
      assertThat(echo.presented(Certificates.context(identity.trust()))).isEqualTo(expected);
      assertThat(echo.presented(Certificates.context(Certificates.trusting(List.of(authority)))))
          .isEqualTo(expected);
    }
  }

  @Test
  void keysOfEachFormAreShownToClients() throws Exception {
    assertShown(identity(write(CertificateFactory.newKeyPair(), false)), shown);
    assertShown(identity(write(CertificateFactory.newKeyPair(), true)), shown);
    assertShown(identity(write(rsa(), false)), shown);
    assertShown(identity(write(rsa(), true)), shown);
  }

  private X509Certificate shown;

  private TlsIdentity identity(X509Certificate written) {
    shown = written;
    return new OwnIdentity("api", pem);
  }

  @Test
  void aKeystoreIsShownToClients() throws Exception {
    KeyPair keys = CertificateFactory.newKeyPair();
    X509Certificate issued = issue(keys, Duration.ofDays(5));
    Path file = folder.resolve("store.p12");
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "server",
        keys.getPrivate(),
        PASSWORD.toCharArray(),
        new X509Certificate[] {issued, authority});
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertShown(new OwnIdentity("api", keystore(file, PASSWORD)), issued);
    assertRefused(keystore(file, "another"), WebError.AUTHORITY, "password");
  }

  @Test
  void aKeystoreWhoseKeyHasNoCertificateIsRefused() throws Exception {
    Path file = folder.resolve("store.p12");
    SecretKey secret =
        SecretKeyFactory.getInstance(PASSWORD_CIPHER)
            .generateSecret(new PBEKeySpec(PASSWORD.toCharArray()));
    Cipher cipher = Cipher.getInstance(PASSWORD_CIPHER);
    cipher.init(Cipher.ENCRYPT_MODE, secret);
    byte[] key = cipher.doFinal(CertificateFactory.newKeyPair().getPrivate().getEncoded());
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "server",
        new EncryptedPrivateKeyInfo(
                new AlgorithmIdentifier(
                    PKCSObjectIdentifiers.id_PBES2,
                    ASN1Primitive.fromByteArray(cipher.getParameters().getEncoded())),
                key)
            .getEncoded(),
        null);
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertRefused(keystore(file, PASSWORD), WebError.AUTHORITY, file + " has no certificate");
  }

  private static CertificateFiles keystore(Path file, String password) {
    return new CertificateFiles(Optional.empty(), Optional.empty(), Optional.of(file), password);
  }

  @Test
  void aNewFileIsShownFromTheNextHandshakeOnAndABrokenOneKeepsTheOld() throws Exception {
    TlsIdentity identity = identity(write(CertificateFactory.newKeyPair(), false));
    try (TlsEcho echo = TlsEcho.start(identity.serverContext())) {
      KeyPair next = CertificateFactory.newKeyPair();
      X509Certificate issued = issue(next, Duration.ofDays(6));
      writeChain(issued, authority);
      identity.refresh();
      assertThat(identity.fault()).as("the key is to come").isPresent();
      assertThat(echo.presented(Certificates.context(identity.trust()))).isEqualTo(shown);

      writeKey(next, false);
      identity.refresh();
      assertThat(identity.fault()).isEmpty();
      assertThat(echo.presented(Certificates.context(identity.trust()))).isEqualTo(issued);

      Files.delete(folder.resolve("chain.pem"));
      identity.refresh();
      assertThat(identity.fault()).isPresent();
      assertThat(echo.presented(Certificates.context(identity.trust()))).isEqualTo(issued);
    }
  }

  @Test
  void aSymbolicLinkThatIsTurnedIsAChange() throws Exception {
    KeyPair keys = CertificateFactory.newKeyPair();
    write(keys, false);
    Files.move(folder.resolve("chain.pem"), folder.resolve("chain1.pem"));
    Files.createSymbolicLink(folder.resolve("chain.pem"), Path.of("chain1.pem"));
    TlsIdentity identity = new OwnIdentity("api", pem);
    X509Certificate renewed = issue(keys, Duration.ofDays(6));
    Files.writeString(
        folder.resolve("chain2.pem"), Pem.ofCertificate(renewed) + Pem.ofCertificate(authority));
    Files.delete(folder.resolve("chain.pem"));
    Files.createSymbolicLink(folder.resolve("chain.pem"), Path.of("chain2.pem"));
    identity.refresh();
    assertThat(identity.chain().getFirst()).isEqualTo(renewed);
  }

  @Test
  void whatDoesNotGoTogetherIsRefusedWithWhatToDo() throws Exception {
    KeyPair keys = CertificateFactory.newKeyPair();
    X509Certificate issued = write(keys, false);
    writeChain(authority, issued);
    assertRefused(pem, WebError.AUTHORITY, "comes first");
    writeChain(issued, issued);
    assertRefused(pem, WebError.AUTHORITY, "in order");
    writeChain(issued, authority);
    Files.writeString(folder.resolve("key.pem"), "no key");
    assertRefused(pem, WebError.AUTHORITY, "private key");
    writeKey(CertificateFactory.newKeyPair(), false);
    assertRefused(pem, WebError.AUTHORITY, "not that of the first certificate");
    writeKey(keys, false);
    Files.setPosixFilePermissions(
        folder.resolve("key.pem"), PosixFilePermissions.fromString("rw-r--r--"));
    assertRefused(pem, WebError.SECRET_FILE, "0600");
  }

  private static void assertRefused(CertificateFiles files, WebError error, String words) {
    assertThatThrownBy(() -> new OwnIdentity("api", files))
        .hasMessageContaining(words)
        .isInstanceOfSatisfying(WebException.class, e -> assertThat(e.error()).isEqualTo(error));
  }

  @Test
  void theReportNamesWhatKeepsClientsAway() {
    KeyPair keys = CertificateFactory.newKeyPair();
    List<X509Certificate> chain = List.of(issue(keys, Duration.ofDays(5)), authority);
    CertificateReport good = new CertificateReport(chain, List.of("a.localhost", "127.0.0.1"), now);
    assertThat(good.faults()).isEmpty();
    assertThat(good.daysLeft()).isEqualTo(5);
    assertThat(good.warnings()).hasSize(1).first().asString().contains("5 days");
    assertThat(good.facts()).anyMatch(fact -> fact.contains("a.localhost, 127.0.0.1"));

    List<String> names = List.of("b.localhost", "*.a.localhost");
    Instant later = now.plus(Duration.ofDays(6));
    assertThat(new CertificateReport(chain, names, later).faults()).hasSize(3);
    assertThat(new CertificateReport(chain.subList(0, 1), names, now).warnings())
        .anyMatch(warning -> warning.contains("chain is missing"));
  }
}
