package dev.freehold.mail.messages;

import dev.freehold.content.blob.BlobStore;
import dev.freehold.content.blob.FolderBlobStore;
import dev.freehold.content.format.v1.ObjectFormatV1;
import dev.freehold.content.reseal.ObjectResealer;
import dev.freehold.content.store.ObjectStore;
import dev.freehold.content.store.StoreParts;
import dev.freehold.content.testing.TestSeals;
import dev.freehold.content.testing.TestStep;
import dev.freehold.crypto.Aead;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.CustodyMigrations;
import dev.freehold.custody.Requester;
import dev.freehold.custody.master.FileMasterKey;
import dev.freehold.custody.owners.OwnerKind;
import dev.freehold.custody.reseal.RetiredKey;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSealing;
import dev.freehold.custody.seals.SealedKind;
import dev.freehold.ledger.Ledger;
import dev.freehold.mail.MailLimits;
import dev.freehold.mail.MailSeals;
import dev.freehold.mail.mailboxes.FakeCustody;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.FolderPath;
import dev.freehold.mail.mailboxes.Folders;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.MailboxQuota;
import dev.freehold.mail.mailboxes.MailboxSpace;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.mail.mailboxes.QuotaEdit;
import dev.freehold.mail.mailboxes.RecipientEdit;
import dev.freehold.mail.mailboxes.Recipients;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.MigrationSet;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.TestDatabases;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** A real store of mail in a folder, with keys that a test can withhold. */
public final class MailFixture implements AutoCloseable {

  public static final Requester ALICE = Requester.user("alice");
  public static final Instant DELIVERED = Instant.parse("2026-03-04T05:06:07Z");

  private static final List<MigrationSet> MIGRATIONS =
      List.of(
          Ledger.MIGRATIONS,
          CustodyMigrations.CUSTODY,
          Ledger.MIGRATIONS,
          ObjectStore.MIGRATIONS,
          Mailboxes.MIGRATIONS);

  private static final int RESEAL_BUDGET = 100;
  private static final CryptoSuite SUITE = CryptoSuite.select(CryptoSuite.Choice.AUTO);

  public final FakeCustody custody = new FakeCustody(SUITE.random());
  private final DatabaseSettings settings;
  private final Path blobs;
  public final Database database;
  private final FileMasterKey master;
  private final RowSealing sealing;
  private final StoreParts parts;
  public final ObjectStore objects;
  public final Ledger ledger;
  public final Mailboxes mailboxes;
  public final Recipients recipients;
  public final Folders folders;
  public final Messages messages;
  public final UUID tenantId = UUID.randomUUID();
  public final UUID policyId = UUID.randomUUID();

  /** Opens a new store in {@code folder}. */
  public MailFixture(Dialect dialect, Path folder) {
    this(dialect, folder, MailLimits.MAX_MESSAGE_BYTES);
  }

  MailFixture(Dialect dialect, Path folder, long maxMessageBytes) {
    this(
        newDatabase(dialect, folder),
        folder,
        folder.resolve(UUID.randomUUID() + ".key"),
        maxMessageBytes);
  }

  private MailFixture(
      DatabaseSettings settings, Path folder, Path masterKey, long maxMessageBytes) {
    Clock clock = Clock.systemUTC();
    this.settings = settings;
    database = Databases.open(settings, MIGRATIONS);
    ledger = new Ledger(database, clock);
    master = FileMasterKey.openOrCreate(masterKey, SUITE);
    sealing = TestSeals.start(database, master, kinds(), ledger);
    recipients = new Recipients(database, custody, ledger, clock);
    blobs = folder.resolve("blobs");
    parts = parts(database);
    objects = new ObjectStore(parts);
    mailboxes = new Mailboxes(database, custody, objects, ledger, clock);
    folders = new Folders(database, clock);
    messages =
        new Messages(
            database,
            objects,
            custody,
            custody,
            new Aead(SUITE),
            clock,
            new MailboxSpace(
                database.dialect(), MailboxQuota.ofServer(MailLimits.DEFAULT_QUOTA_BYTES)),
            maxMessageBytes);
  }

  /** A database without mail, for {@link #reopen}. */
  public static DatabaseSettings newDatabase(Dialect dialect, Path folder) {
    return TestDatabases.migrated(dialect, folder, MIGRATIONS);
  }

  /**
   * Opens what another process has stored in {@code folder}. The keys of its mailboxes are not
   * there: {@link FakeCustody#adopt} gives them.
   */
  public static MailFixture reopen(DatabaseSettings settings, Path folder) {
    return new MailFixture(
        settings, folder, folder.resolve("service-master.key"), MailLimits.MAX_MESSAGE_BYTES);
  }

  private static List<SealedKind> kinds() {
    List<SealedKind> kinds = new ArrayList<>(MailSeals.ALL);
    kinds.add(CustodySeals.JOB); // migrations are jobs
    return kinds;
  }

  /** The blobs of all objects. */
  public BlobStore blobs() {
    return parts.blobs();
  }

  private StoreParts parts(Database shared) {
    return new StoreParts(
        shared,
        FolderBlobStore.open(blobs, SUITE.random()),
        custody,
        new ObjectFormatV1(SUITE),
        SUITE.random(),
        Clock.systemUTC());
  }

  /** Another process on the same database and folder. */
  public Node another() {
    Database shared = Databases.open(settings, MIGRATIONS);
    RowSealing seals =
        TestSeals.start(shared, master, kinds(), new Ledger(shared, Clock.systemUTC()));
    return new Node(shared, new ObjectStore(parts(shared)), seals);
  }

  /** What a second process has of its own. */
  public record Node(Database database, ObjectStore objects, RowSealing seals)
      implements AutoCloseable {
    @Override
    public void close() {
      seals.close();
      database.close();
    }
  }

  /** Makes a mailbox of the fixture's tenant, under the fixture's policy. */
  public Mailbox mailbox(String address) {
    return mailboxes.create(tenantId, address, "", Optional.of(policyId), ALICE);
  }

  /**
   * Writes the rows that custody has of a mailbox's key, for statements that look at them: {@link
   * FakeCustody} writes none.
   */
  public void keepKeyInDatabase(Mailbox mailbox) {
    byte[] bytes = new byte[32];
    UUID policy = UUID.randomUUID();
    UUID key = UUID.randomUUID();
    run(
        "INSERT INTO tenants (id, name, name_folded, policy_count, created_at)"
            + " VALUES (?, 'x', 'x', 0, 0) ON CONFLICT (id) DO NOTHING",
        tenantId);
    run(
        "INSERT INTO policies (id, tenant_id, name, name_folded, description, enabled,"
            + " key_generation, key_commitment, availability_key_id, wrapped_by_availability,"
            + " created_at) VALUES (?, ?, 'p', 'p', '', 1, 1, ?, ?, ?, 0)",
        policy,
        tenantId,
        bytes,
        policy,
        bytes);
    run(
        "INSERT INTO owner_keys (id, tenant_id, policy_id, generation, state, wrapped_key,"
            + " key_commitment, created_at, owner_id) VALUES (?, ?, ?, 1, 'ACTIVE', ?, ?, 0, ?)",
        key,
        tenantId,
        policy,
        bytes,
        bytes,
        mailbox.id());
    run(
        "INSERT INTO key_owners (id, tenant_id, kind, owner_key_id, created_at)"
            + " VALUES (?, ?, 'MAILBOX', ?, 0)",
        mailbox.id(),
        tenantId,
        key);
  }

  private void run(String sql, Object... values) {
    database.write(tx -> tx.execute(sql, values));
  }

  /** Seals again what is under a retired key; returns whether nothing is left under it. */
  public boolean reseal(Mailbox mailbox, UUID retiredKey) {
    return new ObjectResealer(parts, List.of(new MailCompanion(new Aead(SUITE))))
        .reseal(
            new TestStep(database, RESEAL_BUDGET).about(tenantId, mailbox.id()),
            new RetiredKey(mailbox.id(), OwnerKind.MAILBOX, retiredKey));
  }

  /** Lets a mailbox hold so many bytes. */
  public void giveQuota(UUID mailboxId, long bytes) {
    editQuota(
        mailboxId,
        new QuotaEdit(Optional.empty(), Optional.of(OptionalLong.of(bytes)), Optional.empty()));
  }

  void editQuota(UUID mailboxId, QuotaEdit quota) {
    recipients.edit(
        tenantId,
        mailboxId,
        new RecipientEdit(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            quota,
            Map.of()),
        "ada");
  }

  /** The mailbox's INBOX as it is now. */
  public Folder inbox(Mailbox mailbox) {
    return folders.require(mailbox, FolderPath.INBOX);
  }

  /** Appends a message without flags. */
  public MessageRef append(Mailbox mailbox, Folder folder, byte[] content) {
    return append(mailbox, folder, content, MessageFlags.NONE, Optional.empty());
  }

  MessageRef append(
      Mailbox mailbox,
      Folder folder,
      byte[] content,
      MessageFlags flags,
      Optional<MessageImportKey> importKey) {
    NewMessage message =
        new NewMessage(flags, DELIVERED, MessageProperties.NONE, OptionalLong.empty(), importKey);
    try {
      return messages.append(mailbox, folder, message, new ByteArrayInputStream(content), ALICE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public byte[] read(Folder folder, long uid) {
    try (var reader = messages.open(folder, uid, ALICE);
        var in = reader.stream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    sealing.close();
    master.close();
    database.close();
  }
}
