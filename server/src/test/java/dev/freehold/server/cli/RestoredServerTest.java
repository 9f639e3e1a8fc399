package dev.freehold.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.master.FileMasterKey;
import dev.freehold.custody.owners.KeyDestruction;
import dev.freehold.custody.policies.AvailabilityKeys;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.MigrationSet;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.Ports;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.ApiRefusedException;
import dev.freehold.server.client.Connection;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.stores.Schemas;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("After a purge, with vaults that would answer,")
class RestoredServerTest {

  private static final String MESSAGE = "Subject: gone\r\n\r\nor is it\r\n";

  @TempDir Path folder;
  private Path data;
  private Path backup;
  private Map<String, String> settings;
  private UUID policyId;
  private Connection administrator;

  /** A service that is backed up, and whose policy's keys are then destroyed. */
  @BeforeEach
  void purgeAfterABackup() throws IOException {
    data = folder.resolve("data");
    settings = Map.of("vault.port", Integer.toString(Ports.free()));
    try (FreeholdServer server = TestServer.start(data, Clock.systemUTC(), settings);
        TestTenant tenant = TestTenant.create(server, "contoso")) {
      policyId = tenant.policyId();
      administrator = tenant.administrator();
      tenant
          .client()
          .upload(messages(), BodyPublishers.ofString(MESSAGE), "Content-Type", "message/rfc822");
    }
    backup = folder.resolve("backup");
    copyInto(backup);
    destroy();
  }

  private String messages() {
    return "/api/v1/mailboxes/%s/messages".formatted(administrator.mailbox());
  }

  private void copyInto(Path target) throws IOException {
    try (Stream<Path> tree = Files.walk(data)) {
      for (Path file : tree.toList()) {
        Path copy = target.resolve(data.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  /** What the run of a purge does to the databases. */
  private void destroy() {
    CryptoSuite suite = CryptoSuite.select(CryptoSuite.Choice.AUTO);
    try (Database main = open("freehold.db", Schemas.MAIN);
        Database availability = open("availability.db", Schemas.AVAILABILITY);
        FileMasterKey master = FileMasterKey.open(data.resolve("service-master.key"), suite)) {
      KeyDestruction destruction = new KeyDestruction(main.dialect());
      main.write(
          tx -> {
            destruction.destroyPolicyKey(tx, policyId);
            return tx.execute("UPDATE policies SET state = 'PURGED' WHERE id = ?", policyId);
          });
      main.eraseFreed();
      new AvailabilityKeys(availability, master, suite.random(), Clock.systemUTC())
          .destroyAll(UUID.fromString(administrator.tenant()), policyId);
    }
  }

  private Database open(String name, List<MigrationSet> sets) {
    return Databases.open(new DatabaseSettings.Sqlite(data.resolve(name)), sets);
  }

  private void restore(String name) throws IOException {
    Files.copy(backup.resolve(name), data.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  @DisplayName("fault 30: a server on the old database ends the policy again, and nothing is read")
  void fault30_oldDatabaseBringsNothingBack() throws IOException {
    restore("freehold.db");
    try (FreeholdServer server = TestServer.start(data, Clock.systemUTC(), settings);
        ApiClient client =
            new ApiClient(
                administrator.movedTo(server.apiUri(), server.authorityPem()), Clock.systemUTC())) {
      assertThat(client.get("/api/v1/policies/mail").path("state").asText()).isEqualTo("purged");
      assertThatThrownBy(
              () -> {
                try (InputStream in = client.download(messages() + "/1/content")) {
                  in.readAllBytes();
                }
              })
          .isInstanceOf(ApiRefusedException.class);
      assertThat(client.get("/api/v1/audit-records?operations=PolicyPurgeRepeat").toString())
          .contains(policyId.toString());
    }
  }

  @Test
  @DisplayName("fault 30: with the old availability database, too, it would be read: that is said")
  void fault30_oldAvailabilityKeysBringItBack() throws IOException {
    restore("freehold.db");
    restore("availability.db");
    CommandRun run =
        CommandRun.of("restore-check", data.toString(), "--purged", policyId.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.PURGED_OPENABLE);
    assertThat(run.out())
        .contains("an object of it was opened")
        .contains("note: key vaults are in this backup too");

    try (FreeholdServer server = TestServer.start(data, Clock.systemUTC(), settings);
        ApiClient client =
            new ApiClient(
                administrator.movedTo(server.apiUri(), server.authorityPem()), Clock.systemUTC());
        InputStream in = client.download(messages() + "/1/content")) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(MESSAGE);
    }
  }

  @Test
  @DisplayName("fault 30: an availability database of now tells of the purge by itself")
  void fault30_theAvailabilityDatabaseTells() {
    CommandRun run =
        CommandRun.of(
            "restore-check",
            "--database",
            backup.resolve("freehold.db").toString(),
            "--availability",
            data.resolve("availability.db").toString(),
            "--master-key",
            data.resolve("service-master.key").toString());
    assertThat(run.out())
        .containsPattern("may be opened +policy mail %s active, PURGED".formatted(policyId))
        .containsPattern("cannot be opened +availability key.*: the availability database does not")
        .containsPattern("may be opened +root 1 .*it was not asked");
    assertThat(run.exitCode()).isEqualTo(ExitCode.PURGED_OPENABLE);
  }

  @Test
  @DisplayName("fault 30: a backup from after it has nothing, but key bundles from before have")
  void fault30_backupsFromAfterThePurge() {
    CommandRun database =
        CommandRun.of("restore-check", "--database", data.resolve("freehold.db").toString());
    assertThat(database.exitCode()).as(database.out()).isEqualTo(ExitCode.OK);
    assertThat(database.out())
        .containsPattern("destroyed +policy mail %s purged, PURGED".formatted(policyId))
        .containsPattern(
            "cannot be opened +mailbox .*: nothing is left that opens its policy's key");
    CommandRun withOldBlobs =
        CommandRun.of(
            "restore-check",
            "--database",
            data.resolve("freehold.db").toString(),
            "--blobs",
            backup.resolve("blobs").toString());
    assertThat(withOldBlobs.exitCode()).isEqualTo(ExitCode.PURGED_OPENABLE);
    assertThat(withOldBlobs.out()).containsPattern("may be opened +root 1 .*, from the key bundle");
  }
}
