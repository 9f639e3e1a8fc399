package dev.freehold.mail.mailboxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.store.ObjectStore;
import dev.freehold.content.testing.TestSeals;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.CustodyMigrations;
import dev.freehold.custody.master.FileMasterKey;
import dev.freehold.custody.seals.RowSealing;
import dev.freehold.ledger.Ledger;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailSeals;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.MigrationSet;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Tables of mailboxes that held their keys themselves")
@Order(1)
class MailboxTablesTest {

  /** The first migration of {@link Mailboxes#MIGRATIONS}, put there by the build, and no other. */
  private static final MigrationSet FIRST = new MigrationSet("mailfirst");

  private static final CryptoSuite SUITE = CryptoSuite.select(CryptoSuite.Choice.JDK);
  private static final UUID TENANT = new UUID(1, 1);
  private static final UUID POLICY = new UUID(2, 2);
  private static final UUID KEY = new UUID(3, 3);
  private static final UUID MAILBOX = new UUID(4, 4);
  private static final UUID FOLDER = new UUID(5, 5);
  private static final UUID KNOWN_KEY = new UUID(6, 6);
  private static final UUID KNOWN_MAILBOX = new UUID(7, 7);
  private static final UUID SAME_ALIAS = new UUID(9, 9);
  private static final UUID SAME_ALIAS_KEY = new UUID(10, 10);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void giveThemToCustodyAndKeepEverythingElse(Dialect dialect) {
    DatabaseSettings settings = TestDatabases.settings(dialect, folder);
    try (Database before = open(settings, FIRST)) {
      before.write(
          tx -> {
            insertCustody(tx);
            insertMail(tx);
            return null;
          });
    }
    try (Database after = open(settings, Mailboxes.MIGRATIONS);
        FileMasterKey master = FileMasterKey.openOrCreate(folder.resolve("master.key"), SUITE);
        RowSealing _ =
            TestSeals.start(after, master, MailSeals.ALL, new Ledger(after, Clock.systemUTC()))) {
      after.read(
          tx -> {
            assertOwners(tx);
            assertMail(tx);
            assertRecipients(tx);
            return null;
          });
      Mailbox mailbox =
          after.read(tx -> RecipientIdentity.resolve(tx, TENANT, "a@b.example")).orElseThrow();
      assertThat(mailbox.displayName()).isEqualTo("Alice");
      assertThat(mailbox.kind()).isEqualTo(RecipientKind.MAILBOX);
      // The reference from folders still holds, and addresses are still unique.
      Recipient twin =
          NewRecipient.of(TENANT, RecipientKind.MAILBOX, "a@b.example", "", Optional.empty())
              .draft(UUID.randomUUID(), Instant.EPOCH);
      boolean inserted = after.write(tx -> RecipientRows.insert(tx, twin));
      assertThat(inserted).isFalse();
      Folders folders = new Folders(after, Clock.systemUTC());
      assertThat(folders.create(mailbox, "New", Optional.empty()).uidValidity()).isGreaterThan(77);
    }
    try (Database again = open(settings, Mailboxes.MIGRATIONS)) {
      assertThat(count(again, "mail_mailboxes")).isEqualTo(3);
    }
  }

  private static Database open(DatabaseSettings settings, MigrationSet mail) {
    return Databases.open(
        settings, List.of(CustodyMigrations.CUSTODY, ObjectStore.MIGRATIONS, mail));
  }

  private static long count(Database database, String table) {
    return database.read(
        tx -> tx.createQuery("SELECT COUNT(*) FROM " + table).mapTo(Long.class).one());
  }

  private static void insertCustody(Handle tx) {
    tx.execute(
        "INSERT INTO tenants (id, name, name_folded, policy_count, created_at)"
            + " VALUES (?, 'c', 'c', 1, 1)",
        TENANT);
    tx.execute(
        """
        INSERT INTO policies (id, tenant_id, name, name_folded, description, enabled,
          key_generation, key_commitment, availability_key_id, wrapped_by_availability, created_at)
        VALUES (?, ?, 'p', 'p', '', 1, 1, ?, ?, ?, 1)
        """,
        POLICY,
        TENANT,
        new byte[1],
        POLICY,
        new byte[1]);
    for (UUID key : List.of(KEY, KNOWN_KEY, SAME_ALIAS_KEY)) {
      tx.execute(
          """
          INSERT INTO owner_keys (id, tenant_id, policy_id, generation, state, wrapped_key,
            key_commitment, created_at)
          VALUES (?, ?, ?, 1, 'ACTIVE', ?, ?, 1)
          """,
          key,
          TENANT,
          POLICY,
          new byte[1],
          new byte[1]);
    }
    // This mailbox was made when custody knew its owners already.
    tx.execute(
        """
        INSERT INTO key_owners (id, tenant_id, kind, ordered_policy_id, owner_key_id, created_at)
        VALUES (?, ?, 'MAILBOX', ?, ?, 99)
        """,
        KNOWN_MAILBOX,
        TENANT,
        POLICY,
        KNOWN_KEY);
    tx.execute("UPDATE owner_keys SET owner_id = ? WHERE id = ?", KNOWN_MAILBOX, KNOWN_KEY);
  }

  private static void insertMail(Handle tx) {
    insertMailbox(tx, MAILBOX, "a@b.example", "Alice", KEY);
    insertMailbox(tx, KNOWN_MAILBOX, "k@b.example", "Alice", KNOWN_KEY);
    insertMailbox(tx, SAME_ALIAS, "a@c.example", "Ärne", SAME_ALIAS_KEY);
    tx.execute(
        """
        INSERT INTO mail_folders (id, tenant_id, mailbox_id, path, uid_validity, uid_next,
          highest_mod_seq, message_count, total_bytes)
        VALUES (?, ?, ?, 'INBOX', 77, 2, 2, 1, 10)
        """,
        FOLDER,
        TENANT,
        MAILBOX);
    tx.execute(
        """
        INSERT INTO mail_messages (tenant_id, mailbox_id, folder_id, uid, mod_seq, flags, keywords,
          internal_date, saved_at, size_bytes, header_bytes, object_id, sealed_properties)
        VALUES (?, ?, ?, 1, 2, 0, '', 1, 1, 10, 0, ?, ?)
        """,
        TENANT,
        MAILBOX,
        FOLDER,
        new UUID(8, 8),
        new byte[1]);
  }

  private static void insertMailbox(
      Handle tx, UUID id, String address, String displayName, UUID key) {
    tx.execute(
        """
        INSERT INTO mail_mailboxes (id, tenant_id, address, display_name, policy_id, owner_key_id,
          last_uid_validity, created_at)
        VALUES (?, ?, ?, ?, ?, ?, 77, 1790000000000)
        """,
        id,
        TENANT,
        address,
        displayName,
        POLICY,
        key);
  }

  private static void assertOwners(Handle tx) {
    assertThat(owner(tx, MAILBOX)).isEqualTo(new Owner(TENANT, POLICY, KEY, 1_790_000_000_000L));
    assertThat(owner(tx, KNOWN_MAILBOX)).isEqualTo(new Owner(TENANT, POLICY, KNOWN_KEY, 99));
    assertThat(
            tx.createQuery("SELECT owner_id FROM owner_keys ORDER BY id").mapTo(UUID.class).list())
        .containsExactly(MAILBOX, KNOWN_MAILBOX, SAME_ALIAS);
  }

  private static void assertMail(Handle tx) {
    assertThat(
            tx.createQuery("SELECT mailbox_id FROM mail_folders WHERE path = 'INBOX'")
                .mapTo(UUID.class)
                .one())
        .isEqualTo(MAILBOX);
    assertThat(tx.createQuery("SELECT folder_id FROM mail_messages").mapTo(UUID.class).one())
        .isEqualTo(FOLDER);
    assertThat(RecipientRows.page(tx, TENANT, Optional.empty(), "", 10))
        .extracting(Recipient::id)
        .containsExactly(MAILBOX, SAME_ALIAS, KNOWN_MAILBOX);
  }

  /** What would be had by several is left to the oldest, and whatever has a name is found by it. */
  private static void assertRecipients(Handle tx) {
    Recipient first = RecipientRows.byId(tx, TENANT, MAILBOX).orElseThrow();
    assertThat(first.alias()).isEqualTo("a");
    assertThat(first.name()).isEqualTo("Alice");
    assertThat(first.userPrincipalName()).isEqualTo("a@b.example");
    assertThat(first.addresses()).containsExactly("a@b.example");
    assertThat(first.changedAt()).isEqualTo(first.mailbox().createdAt());
    Recipient namesake = RecipientRows.byId(tx, TENANT, KNOWN_MAILBOX).orElseThrow();
    assertThat(namesake.alias()).isEqualTo("k");
    assertThat(namesake.name()).isEqualTo("Alice 00000000000000070000000000000007");
    Recipient ofAlias = RecipientRows.byId(tx, TENANT, SAME_ALIAS).orElseThrow();
    assertThat(ofAlias.alias()).isEqualTo("a-00000000000000090000000000000009");
    assertThat(ofAlias.name()).isEqualTo("Ärne");
    for (Recipient recipient : List.of(first, namesake, ofAlias)) {
      for (String name :
          List.of(recipient.alias(), "CN=" + recipient.name(), recipient.mailbox().address())) {
        assertThat(RecipientIdentity.resolve(tx, TENANT, name).map(Mailbox::id))
            .as(name)
            .contains(recipient.id());
      }
    }
    assertThat(RecipientIdentity.resolve(tx, TENANT, "ÄRNE").map(Mailbox::id)).contains(SAME_ALIAS);
    assertThatThrownBy(() -> RecipientIdentity.resolve(tx, TENANT, "alice"))
        .isInstanceOf(MailException.class);
  }

  private static Owner owner(Handle tx, UUID id) {
    return tx.createQuery(
            """
            SELECT tenant_id, ordered_policy_id, owner_key_id, created_at FROM key_owners
            WHERE id = :id AND kind = 'MAILBOX' AND geo_id IS NULL
            """)
        .bind("id", id)
        .map(
            row ->
                new Owner(
                    row.getColumn("tenant_id", UUID.class),
                    row.getColumn("ordered_policy_id", UUID.class),
                    row.getColumn("owner_key_id", UUID.class),
                    row.getColumn("created_at", Long.class)))
        .one();
  }

  private record Owner(UUID tenantId, UUID policyId, UUID keyId, long createdAt) {}
}
