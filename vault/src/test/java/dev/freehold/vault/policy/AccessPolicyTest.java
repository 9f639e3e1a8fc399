package dev.freehold.vault.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.vault.auth.TokenCaller;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AccessPolicyTest {

  private static final UUID TENANT = UUID.randomUUID();
  private static final UUID PRINCIPAL = UUID.randomUUID();
  private static final UUID APPLICATION = UUID.randomUUID();

  private static TokenCaller caller(UUID tenant, UUID principal, boolean user, UUID... groups) {
    return new TokenCaller(
        tenant, principal, APPLICATION.toString(), "", user, false, Set.of(groups), "issuer", 0);
  }

  private final AccessPolicy plain = AccessPolicy.of(TENANT, PRINCIPAL, Permissions.NONE);
  private final AccessPolicy compound =
      new AccessPolicy(TENANT, PRINCIPAL, Optional.of(APPLICATION), Permissions.NONE);

  @Test
  void isForItsPrincipalAndForMembersOfItsGroup() {
    assertThat(plain.isFor(caller(TENANT, PRINCIPAL, false))).isTrue();
    assertThat(plain.isFor(caller(TENANT, UUID.randomUUID(), true, PRINCIPAL))).isTrue();
    assertThat(plain.isFor(caller(TENANT, UUID.randomUUID(), true))).isFalse();
  }

  @Test
  void isNotForTheSamePrincipalOfAnotherTenant() {
    assertThat(plain.isFor(caller(UUID.randomUUID(), PRINCIPAL, false))).isFalse();
  }

  @Test
  void withAnApplicationIsForUsersThroughItOnly() {
    assertThat(compound.isFor(caller(TENANT, PRINCIPAL, true))).isTrue();
    assertThat(compound.isFor(caller(TENANT, PRINCIPAL, false))).isFalse();
    TokenCaller other =
        new TokenCaller(TENANT, PRINCIPAL, "other", "", true, false, Set.of(), "issuer", 0);
    assertThat(compound.isFor(other)).isFalse();
  }
}
