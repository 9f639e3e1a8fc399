package dev.freehold.custody.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Tenants and identities")
class IdentitiesTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("A tenant is found by GUID and by name in any case, and names are taken once")
  void tenantsAreFound(Dialect dialect) {
    try (CustodyFixture custody = new CustodyFixture(dialect, folder)) {
      assertThat(custody.tenants.find(custody.tenant.id())).contains(custody.tenant);
      assertThat(custody.tenants.findByName("CONTOSO")).contains(custody.tenant);
      assertThat(custody.tenants.find(UUID.randomUUID())).isEmpty();
      assertError(
          CustodyError.TENANT_NAME_TAKEN, () -> custody.tenants.create("Contoso", "someone"));
      assertError(CustodyError.NAME_INVALID, () -> custody.tenants.create(" padded", "someone"));
      assertThat(custody.tenants.list("")).containsExactly(custody.tenant);
      assertThat(custody.entries("TenantCreate")).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("Every tenant has its own Exchange principal under the one known application id")
  void everyTenantHasAnExchangePrincipal(Dialect dialect) {
    try (CustodyFixture custody = new CustodyFixture(dialect, folder)) {
      Tenant other = custody.tenants.create("fabrikam", "someone");
      Identity here = custody.identities.workload(custody.tenant.id(), Workload.EXCHANGE);
      Identity there = custody.identities.workload(other.id(), Workload.EXCHANGE);
      assertThat(here.appId())
          .isEqualTo(there.appId())
          .hasToString("00000002-0000-0ff1-ce00-000000000000");
      assertThat(here.objectId()).isNotEqualTo(there.objectId());
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("An application proves itself with the secret shown once, and with no other")
  void applicationsProveThemselves(Dialect dialect) {
    try (CustodyFixture custody = new CustodyFixture(dialect, folder)) {
      NewApplication app = application(custody);
      UUID tenantId = custody.tenant.id();
      UUID appId = app.identity().appId();
      assertThat(custody.identities.authenticate(tenantId, appId, app.clientSecret()))
          .contains(app.identity());
      assertThat(custody.identities.authenticate(tenantId, appId, app.clientSecret() + "x"))
          .isEmpty();
      assertThat(custody.identities.authenticate(tenantId, appId, "")).isEmpty();
      assertThat(app.toString()).doesNotContain(app.clientSecret());
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("A workload and a user have no secret that anyone could present")
  void workloadsHaveNoSecret(Dialect dialect) {
    try (CustodyFixture custody = new CustodyFixture(dialect, folder)) {
      UUID tenantId = custody.tenant.id();
      assertThat(custody.identities.authenticate(tenantId, Workload.EXCHANGE.appId(), ""))
          .isEmpty();
      Identity user = custody.identities.createUser(tenantId, "Adele", Set.of(), "someone");
      assertThat(custody.identities.find(tenantId, user.objectId())).contains(user);
      assertThat(user.appId()).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("fault 38: another tenant's identity is answered like one that does not exist")
  void fault38_otherTenantsIdentitiesAreAbsent(Dialect dialect) {
    try (CustodyFixture custody = new CustodyFixture(dialect, folder)) {
      Tenant other = custody.tenants.create("fabrikam", "someone");
      NewApplication app = application(custody);
      assertThat(custody.identities.find(other.id(), app.identity().objectId())).isEmpty();
      assertThat(
              custody.identities.authenticate(
                  other.id(), app.identity().appId(), app.clientSecret()))
          .isEmpty();
      assertError(
          CustodyError.TENANT_NOT_FOUND,
          () -> custody.identities.createUser(UUID.randomUUID(), "Adele", Set.of(), "someone"));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("A replaced secret is dead at once, or after the overlap that was chosen")
  void secretsRotate(Dialect dialect) {
    try (CustodyFixture custody = new CustodyFixture(dialect, folder)) {
      NewApplication first = application(custody);
      NewApplication second = rotate(custody, first, Duration.ofMinutes(10));
      assertThat(isSecretOf(first, first.clientSecret(), custody)).isTrue();
      assertThat(isSecretOf(first, second.clientSecret(), custody)).isTrue();
      custody.clock.advance(Duration.ofMinutes(10));
      assertThat(isSecretOf(first, first.clientSecret(), custody)).isFalse();

      NewApplication third = rotate(custody, first, Duration.ZERO);
      assertThat(isSecretOf(first, second.clientSecret(), custody)).isFalse();
      assertThat(isSecretOf(first, third.clientSecret(), custody)).isTrue();
      assertThat(custody.entries("SecretRotate")).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName(
      "A deleted application cannot sign in; another tenant's can be neither deleted nor rotated")
  void applicationsAreDeleted(Dialect dialect) {
    try (CustodyFixture custody = new CustodyFixture(dialect, folder)) {
      Tenant other = custody.tenants.create("fabrikam", "someone");
      NewApplication app = application(custody);
      UUID appId = app.identity().appId();
      UUID nothing = new UUID(0, 0);
      assertThat(custody.identities.applications(custody.tenant.id(), nothing))
          .containsExactly(app.identity());
      assertError(
          CustodyError.APPLICATION_NOT_FOUND,
          () -> custody.identities.deleteApplication(other.id(), appId, "someone"));
      assertError(
          CustodyError.APPLICATION_NOT_FOUND,
          () -> custody.identities.rotateSecret(other.id(), appId, Duration.ZERO, "someone"));
      assertError(
          CustodyError.APPLICATION_NOT_FOUND,
          () ->
              custody.identities.rotateSecret(
                  other.id(), Workload.EXCHANGE.appId(), Duration.ZERO, "someone"));

      custody.identities.deleteApplication(custody.tenant.id(), appId, "someone");
      assertThat(isSecretOf(app, app.clientSecret(), custody)).isFalse();
      assertThat(custody.identities.applications(custody.tenant.id(), nothing)).isEmpty();
      assertThat(custody.entries("IdentityDelete")).hasSize(1);
    }
  }

  private static NewApplication rotate(
      CustodyFixture custody, NewApplication app, Duration overlap) {
    return custody.identities.rotateSecret(
        custody.tenant.id(), app.identity().appId(), overlap, CustodyFixture.ADMIN);
  }

  private static boolean isSecretOf(NewApplication app, String secret, CustodyFixture custody) {
    UUID appId = app.identity().appId();
    boolean inTenant =
        custody.identities.authenticate(custody.tenant.id(), appId, secret).isPresent();
    assertThat(custody.identities.authenticate(appId, secret).isPresent()).isEqualTo(inTenant);
    return inTenant;
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("A role is given beside those that are there, once, and recorded")
  void rolesAreGiven(Dialect dialect) {
    try (CustodyFixture custody = new CustodyFixture(dialect, folder)) {
      UUID tenant = custody.tenant.id();
      UUID person = application(custody).identity().objectId();
      for (int times = 0; times < 2; times++) {
        custody.identities.grant(
            tenant,
            Set.of(person, UUID.randomUUID()),
            Role.VAULT_ADMIN,
            _ -> {},
            CustodyFixture.ADMIN);
      }
      assertThat(custody.identities.find(tenant, person).orElseThrow().roles())
          .containsExactlyInAnyOrder(Role.EXCHANGE_ADMIN, Role.AUDITOR, Role.VAULT_ADMIN);
      assertThat(custody.entries("IdentityRoleGrant")).hasSize(1);
      UUID other = custody.tenants.create("fabrikam", "someone").id();
      custody.identities.grant(
          other, Set.of(person), Role.GLOBAL_ADMIN, _ -> {}, CustodyFixture.ADMIN);
      assertThat(custody.identities.find(tenant, person).orElseThrow().roles()).hasSize(3);
    }
  }

  private static NewApplication application(CustodyFixture custody) {
    return custody.identities.createApplication(
        custody.tenant.id(),
        "Admin tool",
        Set.of(Role.EXCHANGE_ADMIN, Role.AUDITOR),
        CustodyFixture.ADMIN);
  }

  private static void assertError(CustodyError error, Runnable act) {
    assertThatThrownBy(act::run)
        .isInstanceOfSatisfying(
            CustodyException.class, e -> assertThat(e.error()).isEqualTo(error));
  }
}
