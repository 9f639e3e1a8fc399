package dev.freehold.vault.management;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.vault.keys.lastuse.KeyUses;
import dev.freehold.vault.policy.BuiltInRole;
import dev.freehold.vault.registry.Locations;
import dev.freehold.vault.registry.Registry;
import dev.freehold.vault.testing.RawClient.Reply;
import dev.freehold.vault.testing.RefusingLedger;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("fault32: while the vaults' ledger takes no entry")
class ManagementWithoutLedgerTest extends ManagementFixture {

  private static final String ROLES = "/providers/Microsoft.Authorization/";
  private static final String FEATURE =
      SUB + "/providers/Microsoft.Features/providers/Microsoft.Resources/features/Encryption";

  private static final UUID PERSON = UUID.fromString("cccccccc-cccc-4ccc-8ccc-ccccccccccc7");

  private final Set<String> tried = new HashSet<>();

  private Reply act(String operation, String method, String path, String body) {
    tried.add(operation);
    return new RefusingLedger(vault).tryOut(operation, () -> asOwner(method, path, body));
  }

  private void done(String operation, String method, String path, String body) {
    Reply done = act(operation, method, path, body);
    assertThat(done.status()).as("%s: %s", operation, done.json()).isLessThan(300);
  }

  @Test
  @DisplayName("nothing is administered")
  void fault32_everyAct() {
    done("ResourceGroupPut", "PUT", SUB + "/resourceGroups/fresh", "{\"location\":\"test\"}");
    done("VaultCheckName", "POST", PROVIDER + "/checkNameAvailability", name("vaults"));
    act(
        "ManagedHsmCheckName",
        "POST",
        PROVIDER + "/checkMhsmNameAvailability",
        name("managedHSMs"));
    done("ProviderRegister", "POST", PROVIDER + "/register", "");
    act("FeatureRegister", "POST", FEATURE + "/register", "");
    act("FeatureUnregister", "POST", FEATURE + "/unregister", "");
    done("VaultPut", "PUT", FRESH, body(""));
    done("VaultPatch", "PATCH", FRESH, "{\"tags\":{\"of\":\"test\"}}");
    for (String change : Set.of("add", "replace", "remove")) {
      done(
          "VaultAccessPolicyChangedEventGridNotification",
          "PUT",
          FRESH + "/accessPolicies/" + change,
          policies(ADMIN, "\"keys\":[\"get\"]"));
    }
    String assignment = FRESH + ROLES + "roleAssignments/" + UUID.randomUUID();
    done("RoleAssignmentPut", "PUT", assignment, assignment());
    done("RoleAssignmentDelete", "DELETE", assignment, "");
    done("VaultDelete", "DELETE", FRESH, "");
    done("VaultPurge", "POST", PROVIDER + "/locations/test/deletedVaults/fresh-vault/purge", "");
    assertThat(tried)
        .containsExactlyInAnyOrderElementsOf(
            ManagementRoutes.table(
                    Registry.of(Locations.of("test"), (tx, vaultId) -> {}, Clock.systemUTC()),
                    "",
                    new KeyUses(null),
                    Clock.systemUTC())
                .routes()
                .stream()
                .filter(route -> !Set.of("GET", "HEAD").contains(route.method()))
                .map(route -> route.operation())
                .collect(Collectors.toSet()));
  }

  private static String name(String type) {
    return "{\"name\":\"another-vault\",\"type\":\"Microsoft.KeyVault/%s\"}".formatted(type);
  }

  private static String assignment() {
    return """
    {"properties":{"roleDefinitionId":"%s%sroleDefinitions/%s","principalId":"%s",
     "principalType":"User"}}
    """
        .formatted(SUB, ROLES, BuiltInRole.ADMINISTRATOR.id(), PERSON);
  }
}
