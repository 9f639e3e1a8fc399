package dev.freehold.custody.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.checks.RootPermission.Standing;
import dev.freehold.custody.roots.RootFailure;
import dev.freehold.custody.roots.RootFailure.Kind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What a vault's answer says of a permission")
class RootPermissionTest {

  @ParameterizedTest
  @CsvSource({
    "REFUSED, AccessDenied, REFUSED",
    "REFUSED, Forbidden, REFUSED",
    "REFUSED, ForbiddenByPolicy, REFUSED",
    "REFUSED, ForbiddenByRbac, REFUSED",
    "REFUSED, KeyDisabled, REFUSED",
    "REFUSED, KeyNotFound, REFUSED",
    "REFUSED, VaultNotFound, REFUSED",
    "REFUSED, ForbiddenByFirewall, UNKNOWN",
    "REFUSED, ForbiddenByConnection, UNKNOWN",
    "REFUSED, Unauthorized, UNKNOWN",
    "REFUSED, http-401, UNKNOWN",
    "REFUSED, http-403, UNKNOWN",
    "REFUSED, Conflict, UNKNOWN",
    "REFUSED, ObjectIsBeingRecovered, UNKNOWN",
    "REFUSED, KeyExpired, UNKNOWN",
    "REFUSED, KeyNotYetValid, UNKNOWN",
    "DID_NOT_ANSWER, timeout, UNKNOWN",
    "DID_NOT_ANSWER, Forbidden, UNKNOWN",
    "WRONG_ANSWER, KeyNotFound, UNKNOWN",
  })
  @DisplayName("only a refusal of the permission, or of the key itself, means that it is gone")
  void standing(Kind kind, String code, Standing standing) {
    RootPermission found = RootPermission.without(new RootFailure(kind, code, code));
    assertThat(found).isEqualTo(new RootPermission(standing, code));
  }
}
