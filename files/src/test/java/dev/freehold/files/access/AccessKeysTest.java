package dev.freehold.files.access;

import static dev.freehold.files.sites.SitesFixture.ADMIN;
import static dev.freehold.files.sites.SitesFixture.SUITE;
import static dev.freehold.files.sites.SitesFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.Workload;
import dev.freehold.custody.identity.ways.WayEnd;
import dev.freehold.custody.identity.ways.WayIn;
import dev.freehold.custody.master.FileMasterKey;
import dev.freehold.custody.people.IdentityChanges;
import dev.freehold.files.FilesError;
import dev.freehold.files.FilesLimits;
import dev.freehold.files.sites.SitesFixture;
import dev.freehold.persistence.Dialect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Access keys")
class AccessKeysTest {

  @TempDir private Path folder;
  private final AtomicLong nanos = new AtomicLong();

  private AccessKeys keys(SitesFixture files, FileMasterKey master) {
    return new AccessKeys(
        files.database,
        files.principals,
        master,
        files.ledger,
        SUITE.random(),
        files.clock,
        nanos::get);
  }

  private FileMasterKey master(String name) {
    return FileMasterKey.openOrCreate(folder.resolve(name), SUITE);
  }

  private static String secretOf(AccessKeys keys, String id) {
    try (KeyHolder holder = keys.find(id).orElseThrow()) {
      return holder.secret().reveal();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("A key is found with its secret and its holder's roles; nothing of it is in clear")
  void findsHolders(Dialect dialect) {
    try (SitesFixture files = new SitesFixture(dialect, folder);
        FileMasterKey master = master("master.key")) {
      AccessKeys keys = keys(files, master);
      Identity app = files.application(files.contoso, Role.SHAREPOINT_ADMIN).identity();
      NewAccessKey made = keys.create(files.contoso, app.objectId(), ADMIN);
      String secret = made.secret().reveal();
      assertThat(made.key().id()).matches("FH[A-Z2-7]{18}");
      assertThat(secret).matches("[A-Za-z0-9_-]{40}");
      try (KeyHolder holder = keys.find(made.key().id()).orElseThrow()) {
        assertThat(holder.tenantId()).isEqualTo(files.contoso);
        assertThat(holder.principalId()).isEqualTo(app.objectId());
        assertThat(holder.roles()).containsExactly(Role.SHAREPOINT_ADMIN);
        assertThat(holder.secret().reveal()).isEqualTo(secret);
        assertThat(holder.toString() + made).doesNotContain(secret);
      }
      // The copy that was closed is not the one that is kept.
      assertThat(secretOf(keys, made.key().id())).isEqualTo(secret);
      assertThat(keys.list(files.contoso, app.objectId())).containsExactly(made.key());
      assertThat(keys.require(files.contoso, made.key().id())).isEqualTo(made.key());
      assertThat(sealed(files, made.key().id())).doesNotContain(secret);
      assertThat(files.entries("AccessKeyCreate"))
          .singleElement()
          .satisfies(
              recorded -> {
                assertThat(recorded.entry().objectId()).isEqualTo(made.key().id());
                assertThat(recorded.entry().toString()).doesNotContain(secret);
              });
      made.secret().close();
      assertThatThrownBy(made.secret()::reveal).isInstanceOf(IllegalStateException.class);
    }
  }

  private static String sealed(SitesFixture files, String id) {
    return files.database.read(
        tx ->
            new String(
                tx.createQuery("SELECT sealed_secret FROM file_access_keys WHERE id = :id")
                    .bind("id", id)
                    .mapTo(byte[].class)
                    .one(),
                StandardCharsets.ISO_8859_1));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("A key that was disabled opens nothing, here at once, elsewhere within seconds")
  void disables(Dialect dialect) {
    try (SitesFixture files = new SitesFixture(dialect, folder);
        FileMasterKey master = master("master.key")) {
      AccessKeys here = keys(files, master);
      AccessKeys elsewhere = keys(files, master);
      String id = here.create(files.contoso, files.adele, ADMIN).key().id();
      secretOf(here, id);
      secretOf(elsewhere, id);
      assertThat(here.setEnabled(files.contoso, id, false, ADMIN).enabled()).isFalse();
      here.setEnabled(files.contoso, id, false, ADMIN);
      assertThat(here.find(id)).isEmpty();
      assertThat(elsewhere.find(id)).isPresent();
      nanos.addAndGet(FilesLimits.ACCESS_KEY_REREAD.toNanos());
      assertThat(elsewhere.find(id)).isEmpty();
      assertThat(here.setEnabled(files.contoso, id, true, ADMIN).enabled()).isTrue();
      assertThat(elsewhere.find(id)).isPresent();
      here.delete(files.contoso, id, ADMIN);
      assertThat(here.find(id)).isEmpty();
      nanos.addAndGet(FilesLimits.ACCESS_KEY_REREAD.toNanos());
      assertThat(elsewhere.find(id)).isEmpty();
      assertRefused(FilesError.ACCESS_KEY_NOT_FOUND, () -> here.delete(files.contoso, id, ADMIN));
      assertThat(files.entries("AccessKeyDisable")).hasSize(1);
      assertThat(files.entries("AccessKeyEnable")).hasSize(1);
      assertThat(files.entries("AccessKeyDelete")).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("A key that was ended as a way in opens nothing, elsewhere in seconds, and is gone")
  void ended(Dialect dialect) {
    try (SitesFixture files = new SitesFixture(dialect, folder);
        FileMasterKey master = master("master.key")) {
      AccessKeys here = keys(files, master);
      AccessKeys elsewhere = keys(files, master);
      String id = here.create(files.contoso, files.adele, ADMIN).key().id();
      here.create(files.contoso, files.adele, ADMIN);
      secretOf(elsewhere, id);
      IdentityChanges changes =
          new IdentityChanges(
              files.database,
              files.ledger,
              files.clock,
              files.identities.standings(),
              List.of(new AccessKeyProof()));
      changes.endWayIn(files.contoso, files.adele, AccessKeyId.wayOf(id), ADMIN);
      nanos.addAndGet(FilesLimits.ACCESS_KEY_REREAD.toNanos());
      assertThat(elsewhere.find(id)).isEmpty();
      assertThat(here.list(files.contoso, files.adele)).extracting(AccessKey::id).hasSize(1);
      here.create(files.contoso, files.adele, ADMIN);
      assertThat(changes.waysIn(files.contoso, files.adele))
          .extracting(WayIn::why)
          .containsExactlyInAnyOrder(Optional.empty(), Optional.empty(), Optional.of(WayEnd.ENDED));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName(
      "fault55: An access key whose row in the list of ways in was forged or deleted opens nothing")
  void fault55_forgedWay(Dialect dialect) {
    try (SitesFixture files = new SitesFixture(dialect, folder);
        FileMasterKey master = master("master.key")) {
      AccessKeys keys = keys(files, master);
      String id = keys.create(files.contoso, files.adele, ADMIN).key().id();
      UUID way = AccessKeyId.wayOf(id);
      write(files, "UPDATE ways_in SET scope = 'EVERYTHING' WHERE id = :id", way);
      assertThatThrownBy(() -> keys.find(id))
          .isInstanceOfSatisfying(
              CustodyException.class,
              e -> assertThat(e.error()).isEqualTo(CustodyError.ROW_NOT_AUTHENTIC));
      write(files, "DELETE FROM ways_in WHERE id = :id", way);
      assertThat(keys.find(id)).isEmpty();
    }
  }

  private static void write(SitesFixture files, String sql, UUID id) {
    files.database.write(tx -> tx.createUpdate(sql).bind("id", id).execute());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName(
      "fault55: A key of another tenant is answered as missing, even if its row was forged")
  void fault55_othersKeys(Dialect dialect) {
    try (SitesFixture files = new SitesFixture(dialect, folder);
        FileMasterKey master = master("master.key")) {
      AccessKeys keys = keys(files, master);
      String id = keys.create(files.contoso, files.adele, ADMIN).key().id();
      files.database.write(
          tx ->
              tx.createUpdate("UPDATE file_access_keys SET principal_id = :bob WHERE id = :id")
                  .bind("bob", files.bob)
                  .bind("id", id)
                  .execute());
      assertRefused(
          FilesError.ACCESS_KEY_NOT_FOUND, () -> keys.setEnabled(files.fabrikam, id, false, ADMIN));
      assertThatThrownBy(() -> keys.setEnabled(files.contoso, id, false, ADMIN))
          .isInstanceOfSatisfying(
              CustodyException.class,
              e -> assertThat(e.error()).isEqualTo(CustodyError.ROW_NOT_AUTHENTIC));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("Keys go with their identity, and belong to its tenant alone")
  void identities(Dialect dialect) {
    try (SitesFixture files = new SitesFixture(dialect, folder);
        FileMasterKey master = master("master.key")) {
      AccessKeys keys = keys(files, master);
      Identity app = files.application(files.contoso).identity();
      String id = keys.create(files.contoso, app.objectId(), ADMIN).key().id();
      assertThat(keys.list(files.fabrikam, app.objectId())).isEmpty();
      assertRefused(
          FilesError.ACCESS_KEY_NOT_FOUND, () -> keys.setEnabled(files.fabrikam, id, false, ADMIN));
      assertRefused(FilesError.ACCESS_KEY_NOT_FOUND, () -> keys.delete(files.fabrikam, id, ADMIN));
      UUID workload = files.identities.workload(files.contoso, Workload.SHAREPOINT).objectId();
      for (UUID nobody : List.of(workload, UUID.randomUUID(), files.user(files.fabrikam, "Z"))) {
        assertRefused(
            FilesError.PRINCIPAL_NOT_FOUND, () -> keys.create(files.contoso, nobody, ADMIN));
      }
      assertThat(keys.find("FHAAAAAAAAAAAAAAAAAA")).isEmpty();
      assertThat(keys.find("' OR 1=1 --")).isEmpty();
      files.identities.deleteApplication(files.contoso, app.appId(), ADMIN);
      assertThat(keys.find(id)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("An identity has two keys and no more, however many ask at once")
  void bounded(Dialect dialect) throws Exception {
    try (SitesFixture files = new SitesFixture(dialect, folder);
        FileMasterKey master = master("master.key");
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      AccessKeys keys = keys(files, master);
      List<Callable<NewAccessKey>> many =
          IntStream.range(0, 6)
              .<Callable<NewAccessKey>>mapToObj(
                  i -> () -> keys.create(files.contoso, files.adele, ADMIN))
              .toList();
      long made =
          threads.invokeAll(many).stream()
              .filter(future -> future.state() == Future.State.SUCCESS)
              .count();
      assertThat(made).isEqualTo(FilesLimits.MAX_ACCESS_KEYS_PER_IDENTITY);
      List<AccessKey> all = keys.list(files.contoso, files.adele);
      assertThat(all).hasSize(2);
      assertRefused(
          FilesError.ACCESS_KEY_LIMIT_REACHED,
          () -> keys.create(files.contoso, files.adele, ADMIN));
      keys.delete(files.contoso, all.getFirst().id(), ADMIN);
      keys.create(files.contoso, files.adele, ADMIN);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName(
      "A row that was changed to name somebody else, or is another server's, opens nothing")
  void bindings(Dialect dialect) {
    try (SitesFixture files = new SitesFixture(dialect, folder);
        FileMasterKey master = master("master.key");
        FileMasterKey other = master("other.key")) {
      AccessKeys keys = keys(files, master);
      String id = keys.create(files.contoso, files.adele, ADMIN).key().id();
      assertMismatch(() -> keys(files, other).find(id));
      files.database.write(
          tx ->
              tx.createUpdate("UPDATE file_access_keys SET principal_id = :bob WHERE id = :id")
                  .bind("bob", files.bob)
                  .bind("id", id)
                  .execute());
      assertThatThrownBy(() -> keys.find(id))
          .isInstanceOfSatisfying(
              CustodyException.class,
              e -> assertThat(e.error()).isEqualTo(CustodyError.ROW_NOT_AUTHENTIC));
    }
  }

  private static void assertMismatch(Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            CustodyException.class,
            e -> assertThat(e.error()).isEqualTo(CustodyError.MASTER_KEY_MISMATCH));
  }
}
