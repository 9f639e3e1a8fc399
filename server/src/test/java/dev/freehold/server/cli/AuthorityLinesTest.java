package dev.freehold.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.ledger.note.NoteKey;
import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.persistence.testing.Ports;
import dev.freehold.server.testing.FreeholdProcess;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Which authority to trust is said with its fingerprint, at every start, by")
@Order(1)
class AuthorityLinesTest {

  private static final Map<String, String> FREE_PORTS =
      Map.of(
          "FREEHOLD_API_PORT", "0",
          "FREEHOLD_VAULT_PORT", "0",
          "FREEHOLD_FILES_S3_PORT", "0",
          "FREEHOLD_LOG_LEVEL", "error");

  @TempDir Path folder;

  @Test
  @DisplayName("serve")
  void serve() throws Exception {
    Path data = folder.resolve("service");
    for (int start = 1; start <= 2; start++) {
      try (FreeholdProcess server = FreeholdProcess.serve(data, FREE_PORTS)) {
        assertSaid(server, "clients trust", data);
        server.stop();
      }
    }
  }

  @Test
  @DisplayName("vault")
  void vault() throws Exception {
    Path data = folder.resolve("vaults");
    for (int start = 1; start <= 2; start++) {
      try (FreeholdProcess server =
          FreeholdProcess.vault(
              data, Map.of("FREEHOLD_VAULT_PORT", "0", "FREEHOLD_LOG_LEVEL", "error"))) {
        assertSaid(server, "clients trust", data);
        server.stop();
      }
    }
  }

  @Test
  @DisplayName("witness")
  void witness() throws Exception {
    Path data = folder.resolve("witness");
    VerifierKey log = NoteKey.generate().verifier("contoso.example/log", VerifierKey.Use.NOTE);
    try (FreeholdProcess server =
        FreeholdProcess.witness(
            data,
            "--name",
            "witness.example/main",
            "--log",
            log.toString(),
            "--port",
            Integer.toString(Ports.free()))) {
      assertSaid(server, "logs trust", data);
    }
  }

  private static void assertSaid(FreeholdProcess server, String who, Path data) throws Exception {
    Path file = data.resolve("tls").resolve("ca.pem");
    List<String> said = server.saidBeforeReady();
    assertThat(said)
        .containsSequence(
            who + " the certificate authority in " + file, "  SHA-256 " + fingerprint(file));
  }

  /** As {@code openssl x509 -fingerprint -sha256} prints it, and the shell. */
  private static String fingerprint(Path pem) throws Exception {
    try (InputStream in = Files.newInputStream(pem)) {
      byte[] certificate =
          CertificateFactory.getInstance("X.509").generateCertificate(in).getEncoded();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate);
      return HexFormat.ofDelimiter(":").formatHex(digest).toUpperCase(Locale.ROOT);
    }
  }
}
