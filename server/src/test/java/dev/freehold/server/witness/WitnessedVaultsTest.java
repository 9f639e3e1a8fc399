package dev.freehold.server.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.ledger.publish.LogKind;
import dev.freehold.server.cli.CommandRun;
import dev.freehold.server.client.RemoteLog;
import dev.freehold.server.testing.Monitoring;
import dev.freehold.server.testing.SoloVault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Vaults that run alone, and a witness that somebody else runs")
class WitnessedVaultsTest {

  private static final String NAME = "witness.test/keys";

  @TempDir Path folder;

  @Test
  @DisplayName("show their log to it, export what it cosigned, and are degraded while it is silent")
  void cosigned() throws IOException {
    Path data = folder.resolve("data");
    VerifierKey logKey;
    try (SoloVault vault = SoloVault.start(data, Map.of())) {
      logKey = VerifierKey.parse(vault.client().get("/api/v1/ledger/key").path("log").asText());
    }
    String configured;
    try (WitnessServer witness = witness(logKey)) {
      configured =
          "vault=%s %s %s"
              .formatted(
                  witness.address(),
                  witness.verifierKey(),
                  witness.authorityFile().orElseThrow().path());
      try (SoloVault vault = SoloVault.start(data, settings(configured))) {
        WitnessedServer.await(() -> isCosigned(vault, witness.verifierKey()));
        assertThat(readiness(vault)).isEqualTo("ready");
        assertThat(verified(vault, logKey, witness.verifierKey())).contains("all holds", NAME);
      }
    }
    try (SoloVault vault = SoloVault.start(data, settings(configured))) {
      vault.application("something new");
      WitnessedServer.await(() -> readiness(vault).equals("degraded"));
    }
  }

  private WitnessServer witness(VerifierKey logKey) {
    return WitnessServer.start(
        new WitnessServer.Settings(
            folder.resolve("witness"),
            NAME,
            List.of(logKey),
            "localhost",
            "127.0.0.1",
            0,
            false,
            WitnessedServer.metrics()),
        Clock.systemUTC());
  }

  private static Map<String, String> settings(String witness) {
    return Map.of("freehold.ledger.witnesses", witness, "freehold.ledger.checkpoint-seconds", "1");
  }

  private static boolean isCosigned(SoloVault vault, VerifierKey witness) throws IOException {
    SignedNote present =
        SignedNote.parse(new RemoteLog(vault.client(), LogKind.SERVICE, true).checkpoint());
    return present.cosignedAt(witness).isPresent();
  }

  private static String readiness(SoloVault vault) throws IOException {
    return Monitoring.status(vault.vault().metricsUri());
  }

  private String verified(SoloVault vault, VerifierKey logKey, VerifierKey witness) {
    Path copy = folder.resolve("copy");
    CommandRun export =
        CommandRun.of(
            "ledger",
            "export",
            "--connection",
            vault.vault().administratorConnection().toString(),
            "--to",
            copy.toString());
    assertThat(export.exitCode()).as(export.err()).isZero();
    CommandRun verify =
        CommandRun.of(
            "ledger",
            "verify",
            copy.toString(),
            "--log-key",
            logKey.toString(),
            "--witness-key",
            witness.toString());
    assertThat(verify.exitCode()).as(verify.out() + verify.err()).isZero();
    return verify.out();
  }
}
