package dev.freehold.server.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.freehold.custody.approvers.IssuedKey;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.testing.OutsideSigner;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The approver's own keys")
class SigningKeystoreTest {

  private static final String PIN = "4711-boats";
  private static final Path SOFT_HSM = Path.of("/usr/lib/softhsm/libsofthsm2.so");

  @TempDir private Path folder;

  @Test
  @DisplayName("sign with RSA from a PKCS #12 file, in the name of their certificate")
  void rsa() throws Exception {
    OutsideSigner ada = OutsideSigner.create();
    Path file = folder.resolve("ada.p12");
    ada.keystore(file, PIN);
    byte[] document = TestDocuments.document(ada.certificate());
    OutsideSignature signature =
        SigningKeystore.file(file, PIN.toCharArray()).signature(Optional.empty());
    assertThat(signature.name()).isEqualTo("Ada Quill");
    byte[] signed = signature.of(file(document), TestDocuments.NOW);
    assertThat(new SignedDocument(document, signed).verify(ada.certificate()))
        .contains(TestDocuments.NOW);
  }

  @Test
  @DisplayName("sign with EC, and are named where a file has several")
  void named() throws Exception {
    Path file = folder.resolve("two.p12");
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    IssuedKeys keys = new IssuedKeys(store);
    X509Certificate wanted = keys.add("wanted");
    keys.add("other");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PIN.toCharArray());
    }
    SigningKeystore opened = SigningKeystore.file(file, PIN.toCharArray());
    byte[] document = TestDocuments.document(wanted);
    byte[] signed = opened.signature(Optional.of("wanted")).of(file(document), TestDocuments.NOW);
    assertThat(new SignedDocument(document, signed).verify(wanted)).contains(TestDocuments.NOW);
    assertThatThrownBy(() -> opened.signature(Optional.empty()))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("--alias");
    assertThatThrownBy(() -> opened.signature(Optional.of("nobody")))
        .isInstanceOf(ServerException.class);
    assertThatThrownBy(() -> SigningKeystore.file(file, "wrong".toCharArray()))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("password");
  }

  @Test
  @DisplayName("sign no PDF without the field, and none that is too long")
  void otherFiles() throws Exception {
    OutsideSigner ada = OutsideSigner.create();
    Path keys = folder.resolve("ada.p12");
    ada.keystore(keys, PIN);
    OutsideSignature signature =
        SigningKeystore.file(keys, PIN.toCharArray()).signature(Optional.empty());
    ByteArrayOutputStream other = new ByteArrayOutputStream();
    try (PDDocument pdf = new PDDocument()) {
      pdf.addPage(new PDPage());
      pdf.save(other);
    }
    for (byte[] each : List.of(other.toByteArray(), new byte[5 << 20], new byte[0])) {
      Path file = file(each);
      assertThatThrownBy(() -> signature.of(file, TestDocuments.NOW))
          .isInstanceOfSatisfying(
              ServerException.class,
              refused -> assertThat(refused.error()).isEqualTo(ServerError.INPUT_INVALID));
    }
  }

  private Path file(byte[] document) throws IOException {
    return Files.write(Files.createTempFile(folder, "purge", ".pdf"), document);
  }

  private record IssuedKeys(KeyStore store) {
    X509Certificate add(String alias) throws Exception {
      IssuedKey key = TestDocuments.key();
      store.setKeyEntry(
          alias, key.privateKey(), PIN.toCharArray(), new Certificate[] {key.certificate()});
      return key.certificate();
    }
  }

  @Test
  @DisplayName("sign in a token of PKCS #11, by the command, in a process of its own")
  void token() throws Exception {
    assumeTrue(Files.exists(SOFT_HSM), "needs Debian's package softhsm2");
    Path conf = folder.resolve("softhsm2.conf");
    Files.writeString(
        conf, "directories.tokendir = " + Files.createDirectory(folder.resolve("tokens")) + "\n");
    Path provider = folder.resolve("provider.cfg");
    Files.writeString(
        provider, "name = token\nlibrary = %s\nslotListIndex = 0\n".formatted(SOFT_HSM));
    run("softhsm2-util --init-token --free --label ada --so-pin 5678 --pin " + PIN);
    String keytool = Path.of(System.getProperty("java.home"), "bin/keytool").toString();
    String at =
        " -keystore NONE -storetype PKCS11 -storepass %s -providerClass sun.security.pkcs11.SunPKCS11 -providerArg %s"
            .formatted(PIN, provider);
    run(keytool + " -genkeypair -alias sign -keyalg EC -groupname secp256r1 -dname CN=Ada" + at);
    run(keytool + " -exportcert -rfc -alias sign -file " + folder.resolve("ada.pem") + at);
    X509Certificate certificate;
    try (ByteArrayInputStream in =
        new ByteArrayInputStream(Files.readAllBytes(folder.resolve("ada.pem")))) {
      certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
    byte[] document = TestDocuments.document(certificate);
    Files.write(folder.resolve("purge.pdf"), document);
    Files.writeString(folder.resolve("pin"), PIN);
    run(
        "%s -cp %s dev.freehold.server.cli.Main purge sign %s --pkcs11 %s --pin-file %s --out %s"
            .formatted(
                Path.of(System.getProperty("java.home"), "bin/java"),
                System.getProperty("java.class.path"),
                folder.resolve("purge.pdf"),
                SOFT_HSM,
                folder.resolve("pin"),
                folder.resolve("signed.pdf")));
    byte[] signed = Files.readAllBytes(folder.resolve("signed.pdf"));
    assertThat(new SignedDocument(document, signed).verify(certificate)).isPresent();
  }

  private void run(String command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("SOFTHSM2_CONF", folder.resolve("softhsm2.conf").toString());
    builder.redirectOutput(folder.resolve("output").toFile());
    Process process = builder.start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("output"))).isZero();
  }
}
