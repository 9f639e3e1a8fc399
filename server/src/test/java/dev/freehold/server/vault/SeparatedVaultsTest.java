package dev.freehold.server.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.mail.source.ImportSource;
import dev.freehold.mail.transfer.ImportOptions;
import dev.freehold.mail.transfer.MailImport;
import dev.freehold.mail.transfer.MailItem;
import dev.freehold.mail.transfer.MailSink.RefusedException;
import dev.freehold.server.cli.CommandRun;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.ApiRefusedException;
import dev.freehold.server.client.Connection;
import dev.freehold.server.client.RemoteMailbox;
import dev.freehold.server.quickstart.VaultAdministrator;
import dev.freehold.server.testing.BareTenant;
import dev.freehold.server.testing.FreeholdProcess;
import dev.freehold.server.testing.VaultAdmin;
import dev.freehold.server.testing.VaultProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName(
    "Two vaults in two processes, each with its own administrator, and a service in a third")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@Order(1)
class SeparatedVaultsTest {

  private static final String MAILBOX = "alice@contoso.example";
  private static final String TEXT = "Subject: separated\r\n\r\nonly with a vault's permission\r\n";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @Test
  @DisplayName("serve one policy: mail goes in and out, and stops when both take permission away")
  void oneTenantTwoAdministrators() throws Exception {
    try (Party a = Party.start(folder, "a");
        Party b = Party.start(folder, "b");
        FreeholdProcess service =
            FreeholdProcess.serve(folder.resolve("service"), environment(a, b));
        BareTenant contoso = tenant("contoso");
        BareTenant stranger = tenant("fabrikam")) {
      ApiClient tenant = contoso.client();
      String policy = policy(tenant, a, b).path("id").asText();
      tenant.post("/api/v1/mailboxes", Map.of("address", MAILBOX, "policyId", policy));
      tenant.put(
          "/api/v1/mailboxes/%s/permissions/%s".formatted(MAILBOX, contoso.objectId()),
          Map.of("accessRights", List.of("FullAccess")));
      RemoteMailbox mailbox = new RemoteMailbox(tenant, MAILBOX);
      MailItem message = importOne(mailbox);
      assertThat(read(mailbox, message)).contains(TEXT);

      a.administrator.revoke(a.service);
      long longAfterTheLease = System.nanoTime() + Duration.ofSeconds(5).toNanos();
      while (System.nanoTime() < longAfterTheLease) {
        assertThat(read(mailbox, message)).as("the other vault still agrees").contains(TEXT);
      }

      b.administrator.revoke(b.service);
      waitFor(() -> read(mailbox, message).isEmpty());

      b.administrator.grant(b.service);
      waitFor(() -> read(mailbox, message).isPresent());
      a.administrator.grant(a.service);

      assertThatThrownBy(() -> policy(stranger.client(), a, b))
          .as("a tenant without a connection of its own")
          .isInstanceOf(ApiRefusedException.class);
      assertThat(service.stop()).isZero();
    }
  }

  private Map<String, String> environment(Party a, Party b) {
    return Map.of(
        "FREEHOLD_API_PORT", "0",
        "FREEHOLD_VAULT_PORT", "0",
        "FREEHOLD_FILES_S3_PORT", "0",
        "FREEHOLD_LOG_LEVEL", "warn",
        "FREEHOLD_KEYS_LEASE_SECONDS", "2",
        "FREEHOLD_KEYS_VAULT_CONNECTIONS",
            "contoso=%s, contoso=%s".formatted(a.connectionFile, b.connectionFile));
  }

  private BareTenant tenant(String name) throws IOException {
    return BareTenant.create(
        Connection.read(folder.resolve("service").resolve("operator.json")), name);
  }

  private static JsonNode policy(ApiClient tenant, Party a, Party b) throws IOException {
    return tenant.post(
        "/api/v1/policies", Map.of("name", "mail", "keys", List.of(a.keyUri, b.keyUri)));
  }

  private MailItem importOne(RemoteMailbox mailbox) throws IOException {
    Path source = Files.createDirectory(folder.resolve("mail"));
    Files.writeString(source.resolve("one.eml"), TEXT);
    new MailImport(mailbox, ImportOptions.DEFAULT).run(ImportSource.detect(source));
    return mailbox.list("INBOX", 0, 1).getFirst();
  }

  /** The message's text, or nothing if the keys cannot be had. */
  private static Optional<String> read(RemoteMailbox mailbox, MailItem message) {
    try (InputStream content = mailbox.open(message)) {
      return Optional.of(new String(content.readAllBytes(), StandardCharsets.UTF_8));
    } catch (RefusedException refused) {
      assertThat(refused.code()).isEqualTo("key-access-refused");
      return Optional.empty();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static void waitFor(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** One of the two, who knows nothing of the other. */
  private static final class Party implements AutoCloseable {

    private final VaultProcess vaults;
    private final VaultAdministrator administrator;
    private final Path connectionFile;
    private final UUID service;
    private final String keyUri;

    private Party(Path folder, String letter) throws IOException {
      this.vaults =
          VaultProcess.start(
              folder.resolve("vault-" + letter), "keys-%s.localhost".formatted(letter), Map.of());
      this.connectionFile = folder.resolve("service-%s.json".formatted(letter));
      this.service = admit();
      this.administrator =
          VaultAdmin.of(
              vaults.administrator(), vaults.managementUri(), vaults.vaultUri("contoso-" + letter));
      administrator.createVault(service);
      this.keyUri = administrator.createKey("root", vaults.clientTls());
    }

    static Party start(Path folder, String letter) throws IOException {
      return new Party(folder, letter);
    }

    private UUID admit() {
      CommandRun run =
          CommandRun.of(
              "vault",
              "admit",
              "--connection",
              vaults.administratorFile().toString(),
              "--name",
              "mail service",
              "--out",
              connectionFile.toString());
      assertThat(run.exitCode()).as(run.toString()).isZero();
      return UUID.fromString(run.out().strip().lines().toList().getLast().strip());
    }

    @Override
    public void close() {
      administrator.close();
      vaults.close();
    }
  }
}
