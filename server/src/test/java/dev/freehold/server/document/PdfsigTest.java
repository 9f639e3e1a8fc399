package dev.freehold.server.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.freehold.custody.approvers.ApproverCertificate;
import dev.freehold.custody.approvers.IssuedKey;
import dev.freehold.server.testing.OutsideSigner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The program {@code pdfsig} of Poppler, which knows nothing of us: it judges what is signed here,
 * and signs what we judge. Needs Debian's packages poppler-utils and libnss3-tools.
 */
class PdfsigTest {

  private static final String VALID = "Signature Validation: Signature is Valid.";
  private static final String TRUSTED = "Certificate Validation: Certificate is Trusted.";
  private static final String WHOLE = "Total document signed";

  @TempDir private Path folder;

  @BeforeEach
  void findPrograms() throws Exception {
    for (String program : List.of("pdfsig", "certutil", "pk12util", "openssl")) {
      assumeTrue(isInstalled(program), program + " is not installed");
    }
    run("certutil", "-N", "-d", "sql:" + folder, "--empty-password");
  }

  private static boolean isInstalled(String program) {
    return Arrays.stream(System.getenv("PATH").split(":", -1))
        .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
  }

  private String run(String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("HOME", folder.toString());
    builder.directory(folder.toFile());
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(out).isTrue();
    return out;
  }

  private void trust(X509Certificate authority) throws Exception {
    Path file = folder.resolve("authority.der");
    Files.write(file, authority.getEncoded());
    run(
        "certutil",
        "-A",
        "-n",
        "authority",
        "-t",
        "CT,CT,CT",
        "-d",
        "sql:" + folder,
        "-i",
        "" + file);
  }

  private String judge(byte[] signed) throws Exception {
    Path file = folder.resolve("judged.pdf");
    Files.write(file, signed);
    return run("pdfsig", "-nssdir", "sql:" + folder, file.toString());
  }

  @Test
  @DisplayName("judges a signature made here valid, over the whole document, and trusted")
  void judgesOurs() throws Exception {
    IssuedKey key = TestDocuments.key();
    ApproverCertificate certificate = TestDocuments.certificate(key);
    byte[] document = PurgeDocumentPdf.of(TestDocuments.content(certificate, "Lantern"));
    byte[] signed =
        new PadesSigner(key.privateKey(), certificate)
            .sign(document, "Ada Quill", TestDocuments.NOW);
    trust(key.issuers().getFirst());

    assertThat(judge(signed)).contains(VALID, TRUSTED, WHOLE, "ETSI.CAdES.detached");

    signed[document.length / 2] ^= 1;
    assertThat(judge(signed)).doesNotContain(VALID);
  }

  @Test
  @DisplayName("judges what another program signed as we do")
  void judgesOthers() throws Exception {
    OutsideSigner ada = OutsideSigner.create();
    byte[] signed = ada.sign(TestDocuments.document(ada.certificate()));
    assertThat(judge(signed)).contains(VALID, WHOLE, "adbe.pkcs7.detached");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-add-signature", "-sign approval", "-sign approval -etsi -no-appearance"})
  @DisplayName("signs documents that are taken then")
  void signs(String how) throws Exception {
    X509Certificate certificate = certificate();
    byte[] document = TestDocuments.document(certificate);
    Path unsigned = folder.resolve("unsigned.pdf");
    Path signed = folder.resolve("signed.pdf");
    Files.write(unsigned, document);
    List<String> command =
        new ArrayList<>(List.of("pdfsig", "" + unsigned, "" + signed, "-nssdir", "sql:" + folder));
    command.addAll(List.of("-nick", "outside"));
    command.addAll(List.of(how.split(" ", -1)));
    String out = run(command.toArray(String[]::new));

    assertThat(signed).as(out).exists();
    byte[] bytes = Files.readAllBytes(signed);
    assertThat(new SignedDocument(document, bytes).verify(certificate)).isPresent();
    assertThat(judge(bytes)).contains(VALID, WHOLE);
  }

  /** A key pair that NSS alone has. */
  private X509Certificate certificate() throws Exception {
    run(
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-keyout",
        "key.pem",
        "-out",
        "certificate.pem",
        "-days",
        "30",
        "-subj",
        "/CN=Outside Signer",
        "-addext",
        "keyUsage=critical,digitalSignature,nonRepudiation");
    run(
        "openssl",
        "pkcs12",
        "-export",
        "-inkey",
        "key.pem",
        "-in",
        "certificate.pem",
        "-name",
        "outside",
        "-out",
        "pair.p12",
        "-passout",
        "pass:none");
    run("pk12util", "-i", "pair.p12", "-d", "sql:" + folder, "-W", "none");
    return read(folder.resolve("certificate.pem"));
  }

  private static X509Certificate read(Path pem) throws IOException {
    try (var in = Files.newInputStream(pem)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }
}
