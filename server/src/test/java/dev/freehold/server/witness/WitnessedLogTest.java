package dev.freehold.server.witness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.ledger.note.Checkpoint;
import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.note.TlogProof;
import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.server.cli.CommandRun;
import dev.freehold.server.client.ApiRefusedException;
import dev.freehold.server.client.Connection;
import dev.freehold.server.stores.Schemas;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A server, a witness that somebody else runs, and what is left without the server")
class WitnessedLogTest {

  private static final String NAME = "witness.test/customer";

  @TempDir Path folder;
  private Path data;
  private Connection tenant;
  private UUID tenantId;
  private VerifierKey logKey;
  private WitnessServer witness;

  @BeforeEach
  void start() throws IOException {
    data = folder.resolve("data");
    try (WitnessedServer server = WitnessedServer.first(data)) {
      tenant = server.tenant();
      tenantId = server.tenantId();
      logKey = server.logKey();
    }
    witness = witness();
  }

  @AfterEach
  void stop() {
    witness.close();
  }

  private WitnessServer witness() {
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

  private String configured(String tenantPrefix) {
    return "%s%s %s %s"
        .formatted(
            tenantPrefix,
            witness.address(),
            witness.verifierKey(),
            witness.authorityFile().orElseThrow().path());
  }

  private WitnessedServer server() {
    return WitnessedServer.again(data, tenant, configured("contoso="));
  }

  private CommandRun verify(Path copy, String... options) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "ledger",
                "verify",
                copy.toString(),
                "--log-key",
                logKey.toString(),
                "--witness-key",
                witness.verifierKey().toString()));
    line.addAll(List.of(options));
    return CommandRun.of(line.toArray(String[]::new));
  }

  @Test
  @DisplayName("A copy is made over HTTPS and holds without the server, cosigned")
  void copied() throws IOException {
    Path copy = folder.resolve("copy");
    Path older = folder.resolve("older");
    try (WitnessedServer server = server()) {
      Files.write(older, server.awaitCosigned(witness.verifierKey()).bytes());
      server.act("EUR");
      server.awaitCosigned(witness.verifierKey());
      assertThat(server.witnesses()).isEqualTo("ok");
      CommandRun run = export(server, copy);
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(export(server, copy).exitCode()).isEqualTo(3);
      TlogProof proof = TlogProof.parse(get(server, "proofs/0"));
      assertThat(proof.checkpoint().cosignedAt(witness.verifierKey())).isPresent();
    }
    CommandRun run = verify(copy, "--older-checkpoint", older.toString());
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains("all holds", NAME, "log key    as given");
    CommandRun byItself = CommandRun.of("ledger", "verify", copy.toString());
    assertThat(byItself.exitCode()).isZero();
    assertThat(byItself.out()).contains("the copy's own");
    assertThat(CommandRun.of("ledger", "verify", folder.toString()).exitCode()).isEqualTo(3);
    assertThat(CommandRun.of("ledger", "verify", copy.toString(), "--log-key", "x").exitCode())
        .isEqualTo(3);
  }

  @Test
  @DisplayName("fault33: an entry that is edited in a copy is named")
  void fault33_anEditedEntryOfACopyIsNamed() throws IOException {
    Path copy = folder.resolve("copy");
    try (WitnessedServer server = server()) {
      server.act("EUR");
      server.awaitCosigned(witness.verifierKey());
      export(server, copy);
    }
    Path bundle;
    try (var files = Files.walk(copy.resolve("tile/entries"))) {
      bundle = files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
    String text = Files.readString(bundle, ISO_8859_1);
    Files.write(bundle, text.replaceFirst("DONE", "NONE").getBytes(ISO_8859_1));
    CommandRun run = verify(copy);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("entry-malformed", "entry-changed", "the first entry that does not hold is ");
  }

  @Test
  @DisplayName("fault33: a server that was restored from before is refused, and says so")
  void fault33_aServerThatWasRolledBackIsRefused() throws IOException {
    Path before = WitnessedServer.copy(data, folder.resolve("before"));
    try (WitnessedServer server = server()) {
      server.act("EUR");
      server.act("NAM");
      server.awaitCosigned(witness.verifierKey());
    }
    try (WitnessedServer server = WitnessedServer.again(before, tenant, configured("contoso="))) {
      WitnessedServer.await(() -> server.witnesses().equals("degraded"));
      assertThat(reasons(server)).containsAnyOf("rolled-back", "inconsistent", "forked");
    }
    assertThat(folder.resolve("witness/refused/refusals.log"))
        .content()
        .contains(" " + logKey.name() + " known ");
  }

  @Test
  @DisplayName("fault34: of two servers with one history and then two, the second is refused")
  void fault34_aForkIsRefused() throws IOException {
    Path twin = WitnessedServer.copy(data, folder.resolve("twin"));
    SignedNote cosigned;
    try (WitnessedServer server = server()) {
      server.act("EUR");
      cosigned = server.awaitCosigned(witness.verifierKey());
    }
    try (WitnessedServer fork = WitnessedServer.again(twin, tenant, configured("contoso="))) {
      for (int i = 0; i < 3; i++) {
        fork.act("FK" + (char) ('A' + i));
      }
      WitnessedServer.await(() -> fork.witnesses().equals("degraded"));
      assertThat(reasons(fork)).containsAnyOf("forked", "inconsistent", "rolled-back");
      assertThat(fork.checkpoint().cosignedAt(witness.verifierKey())).isEmpty();
    }
    assertThat(Checkpoint.parse(cosigned.text()).size()).isPositive();
  }

  @Test
  @DisplayName("A witness that is down delays cosigning and nothing else")
  void down() throws IOException {
    String configured = configured("");
    witness.close();
    try (WitnessedServer server = WitnessedServer.again(data, tenant, configured)) {
      server.act("EUR");
      WitnessedServer.await(() -> server.witnesses().equals("degraded"));
      assertThatThrownBy(() -> get(server, "proofs/0"))
          .isInstanceOfSatisfying(
              ApiRefusedException.class,
              refused -> {
                assertThat(refused.status()).isEqualTo(409);
                assertThat(refused.code()).isEqualTo("ledger-not-cosigned");
              });
      assertThat(reasons(server)).isEmpty();
    }
    witness = witness();
  }

  @Test
  @DisplayName("A purge's receipt is served once it is cosigned, and holds without the server")
  void receipt() throws IOException {
    Path document = Files.writeString(folder.resolve("signed.pdf"), "a signed document");
    long index = recordPurge(document);
    Path file = folder.resolve("receipt.json");
    try (WitnessedServer server = server()) {
      WitnessedServer.await(() -> isThere(server, "receipts/" + index));
      Files.write(file, get(server, "receipts/" + index));
      assertThat(new String(get(server, "receipts/" + index + "?personal=false"), UTF_8))
          .doesNotContain("\"actor\"");
    }
    CommandRun good = verifyReceipt(file, document);
    assertThat(good.exitCode()).as(good.out() + good.err()).isZero();
    assertThat(good.out()).contains("all holds", "destroyedKeys = 4", NAME);
    Files.writeString(document, "another document");
    CommandRun other = verifyReceipt(file, document);
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.out()).contains("document-differs");
    assertThat(CommandRun.of("receipt", "verify", document.toString()).exitCode()).isEqualTo(3);
  }

  private CommandRun verifyReceipt(Path file, Path document) {
    return CommandRun.of(
        "receipt",
        "verify",
        file.toString(),
        "--log-key",
        logKey.toString(),
        "--witness-key",
        witness.verifierKey().toString(),
        "--document",
        document.toString());
  }

  /** Records the end of a purge, as the job does that ends one. */
  private long recordPurge(Path document) throws IOException {
    Map<String, String> facts = new HashMap<>();
    for (String hash :
        List.of(
            "documentSha256",
            "signerCertificateSha256",
            "inventorySha256",
            "destroyedKeysSha256")) {
      facts.put(hash, "ab".repeat(32));
    }
    facts.put("signedSha256", sha256(Files.readAllBytes(document)));
    for (String count :
        List.of("destroyedOwners", "destroyedKeys", "destroyedObjects", "destroyedBytes")) {
      facts.put(count, "4");
    }
    for (String permission :
        List.of("root1WrapKey", "root1UnwrapKey", "root2WrapKey", "root2UnwrapKey")) {
      facts.put(permission, "REFUSED Forbidden");
    }
    try (Database database =
        Databases.open(new DatabaseSettings.Sqlite(data.resolve("freehold.db")), Schemas.MAIN)) {
      return new Ledger(database, Clock.systemUTC())
          .record(
              new LedgerEntry(
                  tenantId,
                  "somebody",
                  "PolicyPurge",
                  UUID.randomUUID().toString(),
                  Outcome.DONE,
                  facts))
          .index();
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private CommandRun export(WitnessedServer server, Path copy) throws IOException {
    Path connection = folder.resolve("tenant.json");
    server.tenant().write(connection);
    return CommandRun.of(
        "ledger", "export", "--connection", connection.toString(), "--to", copy.toString());
  }

  private static byte[] get(WitnessedServer server, String path) throws IOException {
    try (InputStream in = server.client().download("/api/v1/ledger/" + path)) {
      return in.readAllBytes();
    }
  }

  private static boolean isThere(WitnessedServer server, String path) throws IOException {
    try {
      return get(server, path).length > 0;
    } catch (ApiRefusedException notYet) {
      assertThat(notYet.code()).isEqualTo("ledger-not-cosigned");
      return false;
    }
  }

  private static List<String> reasons(WitnessedServer server) throws IOException {
    return server
        .client()
        .get("/api/v1/audit-records?operations=WitnessRefuse")
        .path("records")
        .findValuesAsText("reason");
  }
}
