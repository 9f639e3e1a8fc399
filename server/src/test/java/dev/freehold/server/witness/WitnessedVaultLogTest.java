package dev.freehold.server.witness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.ledger.publish.LogKind;
import dev.freehold.server.cli.CommandRun;
import dev.freehold.server.client.Connection;
import dev.freehold.server.client.RemoteLog;
import dev.freehold.server.testing.Monitoring;
import dev.freehold.server.testing.VaultAdmin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The vaults' log, a witness that somebody else runs, and what is left without both")
class WitnessedVaultLogTest {

  @TempDir Path folder;
  private Path data;
  private Connection tenant;
  private VerifierKey serviceKey;
  private VerifierKey vaultKey;
  private WitnessServer witness;

  @BeforeEach
  void start() throws IOException {
    data = folder.resolve("data");
    try (WitnessedServer server = WitnessedServer.first(data)) {
      tenant = server.tenant();
      serviceKey = server.logKey();
      vaultKey =
          VerifierKey.parse(server.client().get("/api/v1/vault-ledger/key").path("log").asText());
      subscribe(server, "before");
    }
  }

  @AfterEach
  void stop() {
    witness.close();
  }

  /** An act at the vaults. */
  private static void subscribe(WitnessedServer server, String name) throws IOException {
    server
        .client()
        .post(
            "/api/v1/subscriptions",
            Map.of("displayName", name, "owners", List.of(VaultAdmin.objectId(server.tenant()))));
  }

  private WitnessedServer serverWith(VerifierKey... logs) {
    witness =
        WitnessServer.start(
            new WitnessServer.Settings(
                folder.resolve("witness"),
                "witness.test/customer",
                List.of(logs),
                "localhost",
                "127.0.0.1",
                0,
                false,
                WitnessedServer.metrics()),
            Clock.systemUTC());
    return WitnessedServer.again(
        data,
        tenant,
        "contoso=%s %s %s"
            .formatted(
                witness.address(),
                witness.verifierKey(),
                witness.authorityFile().orElseThrow().path()));
  }

  private static boolean isCosigned(WitnessedServer server, VerifierKey witness)
      throws IOException {
    byte[] present = new RemoteLog(server.client(), LogKind.VAULTS, true).checkpoint();
    return SignedNote.parse(present).cosignedAt(witness).isPresent();
  }

  private CommandRun verify(Path copy) {
    return CommandRun.of(
        "ledger",
        "verify",
        copy.toString(),
        "--log-key",
        vaultKey.toString(),
        "--witness-key",
        witness.verifierKey().toString());
  }

  @Test
  @DisplayName("Both logs of a tenant are cosigned; a copy of the vaults' holds until it is edited")
  void copied() throws IOException {
    Path copy = folder.resolve("copy");
    Path records = folder.resolve("records.jsonl");
    try (WitnessedServer server = serverWith(serviceKey, vaultKey)) {
      subscribe(server, "after");
      WitnessedServer.await(() -> isCosigned(server, witness.verifierKey()));
      server.awaitCosigned(witness.verifierKey());
      assertThat(server.witnesses()).isEqualTo("ok");
      assertThat(Monitoring.figures(server.metricsUri()))
          .containsPattern("freehold_ledger_checkpoints_total\\{ledger=\"service\".*cosigned")
          .containsPattern("freehold_ledger_checkpoints_total\\{ledger=\"vaults\".*cosigned");
      Path connection = folder.resolve("tenant.json");
      server.tenant().write(connection);
      String as = connection.toString();
      CommandRun export =
          CommandRun.of("ledger", "export", "--vaults", "--connection", as, "--to", "" + copy);
      assertThat(export.exitCode()).as(export.err()).isZero();
      assertThat(export.out()).contains("/vault-ledger/" + server.tenantId());
      CommandRun audit =
          CommandRun.of("audit", "export", "--vaults", "--connection", as, "" + records);
      assertThat(audit.exitCode()).as(audit.err()).isZero();
    }
    assertThat(Files.readString(records)).contains("\"SubscriptionCreate\"");
    CommandRun whole = verify(copy);
    assertThat(whole.exitCode()).as(whole.out() + whole.err()).isZero();
    assertThat(whole.out()).contains("all holds", "log key    as given");
    Path bundle;
    try (var files = Files.walk(copy.resolve("tile/entries"))) {
      bundle = files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
    String text = Files.readString(bundle, ISO_8859_1);
    Files.write(bundle, text.replaceFirst("DONE", "NONE").getBytes(ISO_8859_1));
    CommandRun edited = verify(copy);
    assertThat(edited.exitCode()).isEqualTo(1);
    assertThat(edited.out()).contains("the first entry that does not hold is ");
  }

  @Test
  @DisplayName("A witness that was given the service's log alone refuses the vaults', visibly")
  void unknown() throws IOException {
    try (WitnessedServer server = serverWith(serviceKey)) {
      WitnessedServer.await(() -> server.witnesses().equals("degraded"));
      server.awaitCosigned(witness.verifierKey());
      assertThat(refusals(server, "vault-audit-records")).containsExactly("log-unknown");
      assertThat(refusals(server, "audit-records")).isEmpty();
      // What the service's log is told does not hide what the vaults' is.
      assertThat(server.witnesses()).isEqualTo("degraded");
    }
  }

  private static List<String> refusals(WitnessedServer server, String records) throws IOException {
    return server
        .client()
        .get("/api/v1/" + records + "?operations=WitnessRefuse")
        .path("records")
        .findValuesAsText("reason");
  }
}
