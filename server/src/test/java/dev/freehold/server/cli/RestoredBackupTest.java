package dev.freehold.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.http.Json;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Of a backup, restore-check")
class RestoredBackupTest {

  private static final String UNCOVERED = "nobody@contoso.example";
  private static final String MESSAGE = "Subject: kept\r\n\r\nand found in a backup\r\n";

  @TempDir Path folder;
  private Path data;
  private Path backup;
  private FreeholdServer server;
  private TestTenant tenant;

  /** A backup of a running service: a policy with a mailbox, and a mailbox without one. */
  @BeforeEach
  void start() throws Exception {
    data = folder.resolve("data");
    server = TestServer.start(data, Clock.systemUTC(), Map.of());
    tenant = TestTenant.create(server, "contoso");
    write(tenant.mailbox());
    tenant.client().post("/api/v1/mailboxes", Map.of("address", UNCOVERED));
    tenant.allowReading(UNCOVERED);
    write(UNCOVERED);
    backup = copy("backup");
  }

  @AfterEach
  void stop() {
    tenant.close();
    server.close();
  }

  private void write(String mailbox) throws IOException {
    tenant
        .client()
        .upload(
            "/api/v1/mailboxes/%s/messages".formatted(mailbox),
            BodyPublishers.ofString(MESSAGE),
            "Content-Type",
            "message/rfc822");
  }

  /** The service is idle: its files belong together. */
  private Path copy(String name) throws IOException {
    Path target = folder.resolve(name);
    try (Stream<Path> tree = Files.walk(data)) {
      for (Path file : tree.toList()) {
        Path copied = target.resolve(data.relativize(file));
        boolean isOfVaults = file.startsWith(data.resolve("vault"));
        if (!isOfVaults && Files.isDirectory(file)) {
          Files.createDirectories(copied);
        } else if (!isOfVaults && Files.isRegularFile(file)) {
          Files.copy(file, copied);
        }
      }
    }
    return target;
  }

  private CommandRun check(Path of, String... more) {
    List<String> arguments = new ArrayList<>(List.of("restore-check", of.toString()));
    arguments.addAll(List.of("--purged", tenant.policyId().toString()));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  /** The arguments that have the vaults asked with this client's token. */
  private String[] asking(ApiClient client) throws IOException {
    Path token = folder.resolve(UUID.randomUUID() + ".token");
    Files.writeString(
        token, client.tokensFor(server.vaults().resource() + "/.default").current().value());
    Path authority = Files.writeString(folder.resolve("ca.pem"), server.authorityPem());
    String host = server.vaults().vaultUri("x").getHost();
    return new String[] {
      "--ask-vaults",
      "--vault-token",
      token.toString(),
      "--vault-suffix",
      host.substring(host.indexOf('.') + 1) + ":" + server.vaults().port(),
      "--ca",
      authority.toString()
    };
  }

  private Path without(String... names) throws IOException {
    Path parts = folder.resolve(UUID.randomUUID().toString());
    Files.createDirectory(parts);
    try (Stream<Path> files = Files.list(backup)) {
      for (Path file : files.toList()) {
        if (Stream.of(names).noneMatch(name -> file.getFileName().toString().startsWith(name))) {
          Files.createSymbolicLink(parts.resolve(file.getFileName()), file);
        }
      }
    }
    return parts;
  }

  @Test
  @DisplayName("fault 30: says that it opens now if availability key and master key are in it")
  void fault30_opensWithTheAvailabilityKey() throws Exception {
    Map<String, String> before = hashes(backup);

    CommandRun run = check(backup);

    assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
    assertThat(run.out())
        .containsPattern("opens now +policy mail %s active, PURGED".formatted(tenant.policyId()))
        .containsPattern("opens now +availability key, from the database: the availability key and")
        .containsPattern(
            "opens now +mailbox %s key [0-9a-f-]+, PURGED: an object of it was opened"
                .formatted(tenant.mailbox()))
        .containsPattern("may be opened +root 1 https://contoso-vault-a.*: if its vault still")
        .contains("of what was purged: 1");
    assertThat(hashes(backup)).as("nothing in the backup changed").isEqualTo(before);
  }

  @Test
  @DisplayName("fault 30: says that nothing opens without availability keys if the vaults refuse")
  void fault30_staysClosedWithoutAvailabilityKeysAndPermission() throws Exception {
    try (ApiClient stranger = tenant.application(Clock.systemUTC())) {
      CommandRun run = check(without("availability.db"), asking(stranger));

      assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
      assertThat(run.out())
          .containsPattern("cannot be opened +policy mail")
          .contains("there is no availability database in the backup")
          .containsPattern("cannot be opened +root 1 .*: its vault refuses: .*permit it again")
          .containsPattern("cannot be opened +root 2 .*: its vault refuses: ")
          .containsPattern(
              "cannot be opened +mailbox %s .*: its policy's key cannot be opened"
                  .formatted(tenant.mailbox()))
          .contains("of what was purged: none");
    }
  }

  @Test
  @DisplayName("fault 30: says that it opens if a vault still answers")
  void fault30_opensThroughAVaultThatAnswers() throws Exception {
    CommandRun run = check(without("availability.db", "service-master"), asking(tenant.client()));

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(3);
    assertThat(run.out())
        .containsPattern("opens now +root 1 .*, from the database: it unwrapped the policy's key")
        .contains("an object of it was opened");
  }

  @Test
  @DisplayName("fault 30: counts vaults that were not asked as ones that may answer")
  void fault30_vaultsThatWereNotAskedMayAnswer() throws Exception {
    assertThat(check(without("availability.db")).exitCode()).isEqualTo(3);
    CommandRun keyElsewhere = check(without("service-master"));
    assertThat(keyElsewhere.out()).contains("whoever has the service master key opens it");
    assertThat(keyElsewhere.exitCode()).isEqualTo(3);
  }

  @Test
  @DisplayName("fault 30: finds what a key bundle keeps beside the blobs")
  void fault30_opensByTheBundleWithoutDatabase() throws Exception {
    CommandRun run = check(without("freehold.db", "availability.db"), asking(tenant.client()));

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(3);
    assertThat(run.out())
        .containsPattern("opens now +policy \\(not in a database\\) " + tenant.policyId())
        .containsPattern("opens now +root 1 .*, from the key bundle: it unwrapped")
        .contains("owner (not known) key")
        .contains("an object of it was opened");
  }

  @Test
  @DisplayName("fault 30: counts a purged mailbox that the backup has under another policy")
  void fault30_purgedMailboxesUnderAnotherPolicy() throws Exception {
    String id = owner(json(check(backup, "--json")), UNCOVERED).path("id").asText();
    Path list = Files.writeString(folder.resolve("list"), "{\"ownerId\":\"%s\"}\n".formatted(id));

    CommandRun run =
        CommandRun.of(
            "restore-check", backup.toString(), "--purged-owners", list.toString(), "--json");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
    assertThat(json(run).path("purgedOpenable").asInt()).isEqualTo(1);
    assertThat(owner(json(run), UNCOVERED).path("purged").asBoolean()).isTrue();
    assertThat(owner(json(run), tenant.mailbox()).path("purged").asBoolean()).isFalse();
  }

  @Test
  @DisplayName("does not say that no list was given when a list names nothing")
  void emptyList() throws Exception {
    Path list = Files.writeString(folder.resolve("nothing"), "");

    CommandRun run =
        CommandRun.of(
            "restore-check", backup.toString(), "--purged-owners", list.toString(), "--json");

    assertThat(json(run).path("notes").toString()).doesNotContain("no list of what was purged");
  }

  @Test
  @DisplayName("gives the same as JSON, and says that it knows of no purge")
  void json() throws Exception {
    CommandRun run = CommandRun.of("restore-check", backup.toString(), "--json");

    assertThat(run.exitCode()).as("nothing is known to have been purged").isZero();
    JsonNode report = json(run);
    assertThat(report.path("notes").toString()).contains("no list of what was purged was given");
    assertThat(report.path("tenants").path(0).path("name").asText()).isEqualTo("contoso");
    assertThat(report.findValuesAsText("standing"))
        .contains("opens", "may-open")
        .doesNotContain("closed", "destroyed");
    assertThat(owner(report, UNCOVERED).path("reason").asText())
        .as("by the service's own root keys")
        .isEqualTo("an object of it was opened");
  }

  @Test
  @DisplayName("tells bad input from its findings")
  void badInput() throws Exception {
    assertThat(CommandRun.of("restore-check").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(check(folder.resolve("absent")).exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(check(Files.createDirectory(folder.resolve("empty"))).exitCode())
        .isEqualTo(ExitCode.USAGE);
    assertThat(check(backup, "--purged", "no-guid").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(check(backup, "--vault-suffix", "kv.localhost").exitCode())
        .isEqualTo(ExitCode.USAGE);
    Path letter = Files.writeString(folder.resolve("letter"), "Dear database. ".repeat(100));
    CommandRun noDatabase = check(backup, "--database", letter.toString());
    assertThat(noDatabase.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(noDatabase.err()).startsWith("freehold: database-open-failed: ");
    CommandRun other = check(backup, "--database", backup.resolve("availability.db").toString());
    assertThat(other.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(other.err()).startsWith("freehold: backup-unreadable: ");
  }

  private static JsonNode json(CommandRun run) throws IOException {
    return Json.MAPPER.readTree(run.out());
  }

  private static JsonNode owner(JsonNode report, String name) {
    for (JsonNode owners : report.findValues("owners")) {
      for (JsonNode owner : owners) {
        if (owner.path("name").asText().equals(name)) {
          return owner;
        }
      }
    }
    throw new AssertionError("no owner of this name in " + report);
  }

  private static Map<String, String> hashes(Path folder) throws Exception {
    Map<String, String> hashes = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        hashes.put(folder.relativize(file).toString(), HexFormat.of().formatHex(digest));
      }
    }
    return hashes;
  }
}
