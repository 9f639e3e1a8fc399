package dev.freehold.custody.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.SoughtName;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Groups")
class GroupsTest {

  private static final UUID FIRST = new UUID(0, 0);
  private static final String ADMIN = CustodyFixture.ADMIN;

  @TempDir private Path folder;

  private final AtomicLong nanos = new AtomicLong();

  private Memberships memberships(CustodyFixture custody) {
    return new Memberships(custody.database, nanos::get);
  }

  private static Groups groups(CustodyFixture custody, Memberships memberships) {
    return new Groups(
        custody.database, custody.identities, custody.ledger, memberships, custody.clock);
  }

  private static UUID person(CustodyFixture custody, String name) {
    return custody.identities.createUser(custody.tenant.id(), name, Set.of(), ADMIN).objectId();
  }

  private static void assertError(CustodyError error, ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            CustodyException.class, refused -> assertThat(refused.error()).isEqualTo(error));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("are found by name and id in their own tenant, and no two have one name")
  void found(Dialect dialect) {
    try (CustodyFixture custody = new CustodyFixture(dialect, folder)) {
      Groups groups = groups(custody, memberships(custody));
      UUID tenant = custody.tenant.id();
      UUID other = custody.tenants.create("fabrikam", ADMIN).id();
      Identity readers = groups.create(tenant, "Vault readers", ADMIN);
      Identity desk = groups.create(tenant, "Front desk", ADMIN);

      assertThat(readers.kind()).isEqualTo(Identity.Kind.GROUP);
      assertThat(groups.find(tenant, readers.objectId())).contains(readers);
      assertThat(groups.list(tenant, SoughtName.ANY, FIRST, 10))
          .containsExactlyInAnyOrder(readers, desk);
      assertThat(groups.list(tenant, new SoughtName("vault", true), FIRST, 10))
          .containsExactly(readers);
      assertThat(groups.list(tenant, new SoughtName("VAULT READERS", false), FIRST, 10))
          .containsExactly(readers);
      assertThat(groups.list(other, SoughtName.ANY, FIRST, 10)).isEmpty();
      assertThat(groups.find(other, readers.objectId())).isEmpty();
      assertError(
          CustodyError.GROUP_NAME_TAKEN, () -> groups.create(tenant, "vault READERS", ADMIN));
      groups.create(other, "Vault readers", ADMIN);
      assertError(
          CustodyError.GROUP_NOT_FOUND, () -> groups.delete(other, readers.objectId(), ADMIN));
      assertThat(custody.entries("GroupCreate")).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("have people and applications of their tenant as members, and no groups")
  void members(Dialect dialect) {
    try (CustodyFixture custody = new CustodyFixture(dialect, folder)) {
      Groups groups = groups(custody, memberships(custody));
      UUID tenant = custody.tenant.id();
      UUID other = custody.tenants.create("fabrikam", ADMIN).id();
      UUID group = groups.create(tenant, "Desk", ADMIN).objectId();
      UUID ada = person(custody, "Ada");
      UUID tool =
          custody
              .identities
              .createApplication(tenant, "tool", Set.of(), ADMIN)
              .identity()
              .objectId();

      groups.add(tenant, group, ada, ADMIN);
      groups.add(tenant, group, ada, ADMIN);
      groups.add(tenant, group, tool, ADMIN);
      assertThat(groups.members(tenant, group, FIRST, 10))
          .extracting(Identity::objectId)
          .containsExactlyInAnyOrder(ada, tool);
      assertThat(groups.members(tenant, group, FIRST, 1)).hasSize(1);
      assertThat(custody.entries("GroupMemberAdd")).hasSize(2);
      assertError(CustodyError.IDENTITY_NOT_FOUND, () -> groups.add(tenant, group, group, ADMIN));
      assertError(
          CustodyError.IDENTITY_NOT_FOUND,
          () -> groups.add(tenant, group, UUID.randomUUID(), ADMIN));
      assertError(CustodyError.GROUP_NOT_FOUND, () -> groups.add(tenant, ada, tool, ADMIN));
      assertError(CustodyError.GROUP_NOT_FOUND, () -> groups.add(other, group, ada, ADMIN));
      assertError(CustodyError.GROUP_NOT_FOUND, () -> groups.members(other, group, FIRST, 10));

      assertThat(groups.remove(tenant, group, ada, ADMIN)).isTrue();
      assertThat(groups.remove(tenant, group, ada, ADMIN)).isFalse();
      assertThat(custody.entries("GroupMemberRemove")).hasSize(1);
      assertThat(groups.members(tenant, group, FIRST, 10)).hasSize(1);
      groups.delete(tenant, group, ADMIN);
      assertThat(groups.find(tenant, group)).isEmpty();
      assertThat(custody.identities.find(tenant, tool)).isPresent();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("are known again after a change here at once, and elsewhere after some seconds")
  void memberships(Dialect dialect) {
    try (CustodyFixture custody = new CustodyFixture(dialect, folder)) {
      Memberships here = memberships(custody);
      Memberships elsewhere = memberships(custody);
      Groups groups = groups(custody, here);
      UUID tenant = custody.tenant.id();
      UUID group = groups.create(tenant, "Desk", ADMIN).objectId();
      UUID ada = person(custody, "Ada");
      assertThat(here.of(tenant, ada)).isEmpty();
      groups.add(tenant, group, ada, ADMIN);
      assertThat(here.of(tenant, ada)).containsExactly(group);
      assertThat(elsewhere.of(tenant, ada)).containsExactly(group);
      groups.remove(tenant, group, ada, ADMIN);
      assertThat(here.of(tenant, ada)).isEmpty();
      assertThat(elsewhere.of(tenant, ada)).as("a moment later").containsExactly(group);
      nanos.addAndGet(CustodyLimits.STANDING_REREAD.toNanos());
      assertThat(elsewhere.of(tenant, ada)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("fault55: have nobody for a member that was written into the database")
  void fault55_forged(Dialect dialect) {
    try (CustodyFixture custody = new CustodyFixture(dialect, folder)) {
      Memberships memberships = memberships(custody);
      Groups groups = groups(custody, memberships);
      UUID tenant = custody.tenant.id();
      UUID group = groups.create(tenant, "Desk", ADMIN).objectId();
      UUID ada = person(custody, "Ada");
      UUID eve = person(custody, "Eve");
      groups.add(tenant, group, ada, ADMIN);
      custody.database.write(
          tx ->
              tx.createUpdate(
                      "INSERT INTO group_members (group_id, member_id, tenant_id, added_at, seal)"
                          + " SELECT group_id, :eve, tenant_id, added_at, seal FROM group_members")
                  .bind("eve", eve)
                  .execute());
      assertThat(memberships.of(tenant, eve)).isEmpty();
      assertThat(memberships.of(tenant, ada)).containsExactly(group);
      assertThat(groups.members(tenant, group, FIRST, 10))
          .extracting(Identity::objectId)
          .containsExactly(ada);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("get no role, whoever asks for one")
  void noRole(Dialect dialect) {
    try (CustodyFixture custody = new CustodyFixture(dialect, folder)) {
      Groups groups = groups(custody, memberships(custody));
      UUID tenant = custody.tenant.id();
      UUID group = groups.create(tenant, "Desk", ADMIN).objectId();
      custody.identities.grant(tenant, List.of(group), Role.VAULT_ADMIN, _ -> {}, ADMIN);
      assertThat(custody.identities.find(tenant, group).orElseThrow().roles()).isEmpty();
    }
  }
}
