package dev.freehold.server.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import dev.freehold.vault.subscriptions.Subscription;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A person with a password at the vaults of a service")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleAtVaultsTest {

  private static final String ERIKA = "erika@litware.example";
  private static final String PASSWORD = "wide-river-17-lanterns";

  @TempDir static Path folder;
  private FreeholdServer server;
  private String programId;
  private UUID tenantId;

  @BeforeAll
  void start() throws IOException {
    server = TestServer.start(folder.resolve("data"), Clock.systemUTC(), Map.of());
    JsonNode tenant;
    try (ApiClient operator =
        new ApiClient(Connection.read(server.operatorConnection()), Clock.systemUTC())) {
      tenant = operator.post("/api/v1/tenants", Map.of("name", "litware"));
    }
    tenantId = UUID.fromString(tenant.path("id").asText());
    programId = tenant.path("administrator").path("clientId").asText();
    Connection program =
        TestTenant.connection(server, tenantId.toString(), tenant.path("administrator"));
    try (ApiClient client = new ApiClient(program, Clock.systemUTC())) {
      UUID erika = TestTenant.person(server, client, ERIKA, "Erika Muster", PASSWORD);
      TestTenant.person(server, client, "bodo@litware.example", "Bodo Beispiel", PASSWORD);
      server
          .vaults()
          .administration("system:test")
          .createSubscription(
              new Subscription(UUID.randomUUID(), tenantId, "litware", Set.of(erika)));
    }
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  @DisplayName("trusts the server once, makes a vault, grants by name and takes away by name")
  void wholeWay() {
    try (ScriptRun shell =
        new ScriptRun(folder, Map.of("FREEHOLD_URL", server.apiUri().toString()))) {
      shell.credential("cred", ERIKA, PASSWORD);
      shell.answers.add("yes");
      assertThat(shell.shows("Connect-AzAccount -Credential $cred"))
          .contains(ERIKA)
          .contains("litware")
          .contains(tenantId.toString());
      assertThat(shell.shown).contains("Freehold local authority").contains("SHA-256");

      assertThat(
              shell.shows("New-AzKeyVault -Name Litware-A1 -ResourceGroupName RG -Location local"))
          .contains("Erika Muster (erika@litware.example)")
          .contains("Permissions to Keys                        : all");
      assertThat(shell.shown).isEmpty();
      shell.good("Add-AzKeyVaultKey Litware-A1 Key001 -Destination Software");
      shell.good(
          "Set-AzKeyVaultAccessPolicy Litware-A1 -UserPrincipalName bodo@litware.example"
              + " -PermissionsToKeys create,import,list,get,backup,restore");
      shell.good(
          "Set-AzKeyVaultAccessPolicy Litware-A1 -ServicePrincipalName %s -PermissionsToKeys"
                  .formatted(programId)
              + " wrapKey,unwrapKey,get");
      assertThat(shell.shows("Get-AzKeyVault Litware-A1"))
          .contains("Bodo Beispiel (bodo@litware.example)")
          .contains("create, import, list, get, backup")
          .contains("(" + programId + ")");
      assertThat(
              shell.good(
                  "Remove-AzKeyVaultAccessPolicy -VaultName Litware-A1"
                      + " -UserPrincipalName bodo@litware.example"))
          .isEmpty();
      assertThat(shell.shows("Get-AzKeyVault Litware-A1")).doesNotContain("Bodo");
      assertThat(
              shell.fails(
                  "Set-AzKeyVaultAccessPolicy Litware-A1 -PermissionsToKeys get"
                      + " -UserPrincipalName nobody@litware.example"))
          .startsWith("Cannot find the Active Directory object 'nobody@litware.example'");
    }
  }

  @Test
  @DisplayName("is not let in with a wrong password")
  void wrongPassword() {
    try (ScriptRun shell =
        new ScriptRun(
            folder.resolve("elsewhere"), Map.of("FREEHOLD_URL", server.apiUri().toString()))) {
      shell.credential("cred", ERIKA, "narrow-river-17-lanterns");
      assertThat(shell.fails("Connect-AzAccount -Credential $cred"))
          .contains("is not trusted")
          .contains("FREEHOLD_CA");
      shell.answers.add("yes");
      assertThat(shell.fails("Connect-AzAccount -Credential $cred"))
          .contains("AADSTS")
          .doesNotContain("narrow-river");
    }
  }
}
