package dev.freehold.vault.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.vault.auth.TokenCaller;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The one decision about keys. */
class PermissionModelTest {

  private static final UUID TENANT = UUID.randomUUID();
  private static final UUID VAULT = UUID.randomUUID();
  private static final UUID PERSON = UUID.randomUUID();
  private static final TokenCaller CALLER =
      new TokenCaller(TENANT, PERSON, "app", "", false, false, Set.of(), "issuer", 0);

  private static PermissionModel roles(RoleScope scope, BuiltInRole role, UUID principal) {
    RoleAssignment assignment =
        new RoleAssignment(
            UUID.randomUUID(), scope, principal, "User", role, "owner", Instant.EPOCH);
    return new PermissionModel.ByRoles(VAULT, List.of(assignment));
  }

  private static boolean allows(PermissionModel access, KeyPermission permission, String key) {
    Optional<String> name = Optional.of(key).filter(text -> !text.isEmpty());
    return switch (access.decide(CALLER, permission, name)) {
      case AccessDecision.GrantedByPolicy _, AccessDecision.GrantedByRole _ -> true;
      case AccessDecision.NoPolicy _, AccessDecision.NoRole _ -> false;
    };
  }

  @ParameterizedTest
  @EnumSource(KeyPermission.class)
  void aPolicyGrantsExactlyItsWords(KeyPermission permission) {
    for (KeyPermission granted : KeyPermission.values()) {
      PermissionModel access =
          new PermissionModel.ByPolicies(
              List.of(AccessPolicy.of(TENANT, PERSON, Permissions.ofKeys(granted))));
      assertThat(allows(access, permission, "root")).isEqualTo(granted == permission);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ADMINISTRATOR, '*'",
    "CRYPTO_OFFICER, '*'",
    "CRYPTO_USER, get list update backup encrypt decrypt wrapKey unwrapKey sign verify",
    "SERVICE_ENCRYPTION_USER, get list wrapKey unwrapKey",
    "READER, get list getrotationpolicy",
    "PURGE_OPERATOR, ''"
  })
  void aRoleGrantsExactlyItsActions(BuiltInRole role, String words) {
    PermissionModel access = roles(RoleScope.ofVault(VAULT), role, PERSON);
    List<String> granted =
        Arrays.stream(KeyPermission.values())
            .filter(permission -> allows(access, permission, "root"))
            .map(KeyPermission::word)
            .toList();
    List<String> expected =
        words.equals("*")
            ? Arrays.stream(KeyPermission.values()).map(KeyPermission::word).toList()
            : Arrays.stream(words.split(" ")).filter(word -> !word.isEmpty()).toList();
    assertThat(granted).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void aRoleReachesAsFarAsItsScope() {
    PermissionModel everywhere = roles(RoleScope.SUBSCRIPTION, BuiltInRole.READER, PERSON);
    PermissionModel here = roles(RoleScope.ofVault(VAULT), BuiltInRole.READER, PERSON);
    PermissionModel elsewhere =
        roles(RoleScope.ofVault(UUID.randomUUID()), BuiltInRole.READER, PERSON);
    PermissionModel oneKey = roles(RoleScope.ofKey(VAULT, "root"), BuiltInRole.READER, PERSON);
    PermissionModel namesake =
        roles(RoleScope.ofKey(UUID.randomUUID(), "root"), BuiltInRole.READER, PERSON);
    assertThat(allows(everywhere, KeyPermission.LIST, "")).isTrue();
    assertThat(allows(here, KeyPermission.LIST, "")).isTrue();
    assertThat(allows(elsewhere, KeyPermission.LIST, "")).isFalse();
    assertThat(allows(oneKey, KeyPermission.LIST, "")).isFalse();
    assertThat(allows(oneKey, KeyPermission.GET, "root")).isTrue();
    assertThat(allows(oneKey, KeyPermission.GET, "other")).isFalse();
    assertThat(allows(namesake, KeyPermission.GET, "root")).isFalse();
  }

  @Test
  void aRoleIsForItsPrincipalOnly() {
    PermissionModel others = roles(RoleScope.ofVault(VAULT), BuiltInRole.ADMINISTRATOR, TENANT);
    assertThat(allows(others, KeyPermission.GET, "root")).isFalse();
  }

  @Test
  void whatIsRefusedSaysByWhichModel() {
    assertThat(
            new PermissionModel.ByPolicies(List.of())
                .decide(CALLER, KeyPermission.GET, Optional.empty()))
        .isEqualTo(new AccessDecision.NoPolicy());
    assertThat(
            new PermissionModel.ByRoles(VAULT, List.of())
                .decide(CALLER, KeyPermission.GET, Optional.empty()))
        .isEqualTo(new AccessDecision.NoRole());
  }
}
