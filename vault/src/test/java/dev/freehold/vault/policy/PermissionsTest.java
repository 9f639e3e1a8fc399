package dev.freehold.vault.policy;

import static dev.freehold.vault.policy.PermissionFamily.KEYS;
import static dev.freehold.vault.policy.PermissionFamily.SECRETS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.vault.VaultException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PermissionsTest {

  private static Permissions keys(String... words) {
    return new Permissions(Map.of(KEYS, List.of(words)));
  }

  @Test
  void wordsAreTakenInAnyCaseAndKeptInTheirOwn() {
    assertThat(keys("WRAPKEY", "Get", "get").of(KEYS)).containsExactly("wrapKey", "get");
  }

  @Test
  void anUnknownWordIsRefused() {
    assertThatThrownBy(() -> keys("fly")).isInstanceOf(VaultException.class);
    assertThatThrownBy(() -> new Permissions(Map.of(SECRETS, List.of("wrapKey"))))
        .isInstanceOf(VaultException.class);
  }

  @ParameterizedTest
  @EnumSource(KeyPermission.class)
  void eachWordGrantsItselfAndAllGrantsEverythingButPurge(KeyPermission permission) {
    assertThat(keys(permission.word()).allow(permission)).isTrue();
    assertThat(Permissions.NONE.allow(permission)).isFalse();
    assertThat(keys("all").allow(permission)).isEqualTo(permission != KeyPermission.PURGE);
  }

  @Test
  void oneWordGrantsNoOther() {
    assertThat(keys("wrapKey").allow(KeyPermission.UNWRAP_KEY)).isFalse();
    assertThat(keys("wrapKey").allow(KeyPermission.ENCRYPT)).isFalse();
  }

  @Test
  void addingKeepsWhatIsThere() {
    assertThat(keys("get").plus(keys("list", "get")).of(KEYS)).containsExactly("get", "list");
  }

  @Test
  void takingOneWordAwayFromAllLeavesTheOthers() {
    Permissions rest = keys("all").minus(keys("unwrapKey"));
    assertThat(rest.allow(KeyPermission.UNWRAP_KEY)).isFalse();
    assertThat(rest.allow(KeyPermission.WRAP_KEY)).isTrue();
  }

  @Test
  void takingAllAwayTakesTheSingleWordsAlong() {
    assertThat(keys("get", "wrapKey").minus(keys("all")).isEmpty()).isTrue();
    assertThat(keys("get", "purge").minus(keys("all")).of(KEYS)).containsExactly("purge");
  }

  @Test
  void takingNothingAwayFromAFamilyLeavesItAsItWas() {
    assertThat(keys("all").minus(new Permissions(Map.of(SECRETS, List.of("get")))).of(KEYS))
        .containsExactly("all");
  }
}
