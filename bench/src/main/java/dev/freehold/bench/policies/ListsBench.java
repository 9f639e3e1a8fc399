package dev.freehold.bench.policies;

import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.SealedRow;
import dev.freehold.mail.MailSeals;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.mail.mailboxes.RecipientQuery;
import dev.freehold.mail.mailboxes.Recipients;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.RowIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What a client asks that lists the mailboxes of a large tenant and all their statistics. */
final class ListsBench {

  private static final int MAX_LISTED = 10_000;
  private static final int PAGE_ROWS = 1_000;
  private static final int STATISTICS_PER_CALL = 500;
  private static final int MESSAGES_EACH = 20;
  private static final int LOOKUPS = 10_000;
  private static final int INSERTED_AT_ONCE = 5_000;

  private final PolicyStage stage;
  private final int count;
  private final int listed;
  private final Mailboxes mailboxes;
  private final Recipients recipients;

  ListsBench(PolicyStage stage, int count) {
    this.stage = stage;
    this.count = count;
    this.listed = Math.min(count, MAX_LISTED);
    StagedMailboxKeys keys = new StagedMailboxKeys(stage.ownerKeys);
    this.mailboxes =
        new Mailboxes(stage.database, keys, stage.objects, stage.ledger, PolicyStage.CLOCK);
    this.recipients = new Recipients(stage.database, keys, stage.ledger, PolicyStage.CLOCK);
  }

  @SuppressWarnings("SystemOut")
  void run(int rounds) {
    fill(stage.policy("lists"));
    System.out.printf("%,d mailboxes, %d messages in each listed%n", count, MESSAGES_EACH);
    double[] lists = new double[rounds];
    double[] all = new double[rounds];
    double[] calls = new double[rounds * listed / STATISTICS_PER_CALL];
    for (int round = 0; round < rounds; round++) {
      long start = System.nanoTime();
      List<UUID> ids = list();
      lists[round] = Figures.millis(System.nanoTime() - start);
      for (int i = 0; i < ids.size(); i += STATISTICS_PER_CALL) {
        long call = System.nanoTime();
        requireEncrypted(ids.subList(i, i + STATISTICS_PER_CALL));
        calls[(round * listed + i) / STATISTICS_PER_CALL] =
            Figures.millis(System.nanoTime() - call);
      }
      all[round] = Figures.millis(System.nanoTime() - start);
    }
    System.out.printf("%,d listed: %.0f ms (median)%n", listed, Figures.median(lists));
    System.out.printf(
        "statistics of %d: %.1f ms (median), %.1f ms (99 %%)%n",
        STATISTICS_PER_CALL, Figures.median(calls), Figures.quantile(calls, 0.99));
    System.out.printf("both of %,d: %.0f ms (median)%n", listed, Figures.median(all));
    System.out.printf("found by address: %.3f ms each%n", lookups("u%07d@bench.example"));
    System.out.printf("found by display name: %.3f ms each%n", lookups("Person %07d"));
    System.out.printf("the last page of those under the policy: %.1f ms%n", lastPage());
    System.out.printf("beginning of a name: %.1f ms%n", beginning());
  }

  private List<UUID> list() {
    List<UUID> ids = new ArrayList<>();
    String after = "";
    while (ids.size() < listed) {
      List<Recipients.Assigned> page =
          recipients.list(RecipientQuery.all(stage.tenantId, after, PAGE_ROWS));
      page.forEach(one -> ids.add(one.recipient().id()));
      after = page.getLast().recipient().mailbox().address();
    }
    return ids;
  }

  private void requireEncrypted(List<UUID> ids) {
    long encrypted =
        mailboxes.statistics(stage.tenantId, ids).values().stream()
            .filter(one -> one.isEncrypted() && one.itemCount() == MESSAGES_EACH)
            .count();
    if (encrypted != ids.size()) {
      throw new IllegalStateException("of %d only %d are whole".formatted(ids.size(), encrypted));
    }
  }

  private double lookups(String form) {
    Random random = new Random(1);
    long start = System.nanoTime();
    for (int i = 0; i < LOOKUPS; i++) {
      mailboxes.require(stage.tenantId, form.formatted(random.nextInt(count)));
    }
    return Figures.millis(System.nanoTime() - start) / LOOKUPS;
  }

  private double lastPage() {
    UUID policy =
        stage.database.read(
            tx ->
                tx.createQuery("SELECT id FROM policies WHERE name = 'lists'")
                    .mapTo(UUID.class)
                    .one());
    return listing(
        "u%07d@bench.example".formatted(Math.max(0, count - PAGE_ROWS - 1)),
        Optional.of(new RecipientQuery.Assigned(Optional.of(policy))),
        Optional.empty());
  }

  private double beginning() {
    return listing("", Optional.empty(), Optional.of("person 00001"));
  }

  private double listing(
      String after, Optional<RecipientQuery.Assigned> assigned, Optional<String> beginning) {
    long start = System.nanoTime();
    List<Recipients.Assigned> page =
        recipients.list(
            new RecipientQuery(
                stage.tenantId, after, PAGE_ROWS, Optional.empty(), assigned, beginning));
    if (page.isEmpty()) {
      throw new IllegalStateException("nothing was found");
    }
    return Figures.millis(System.nanoTime() - start);
  }

  private void fill(UUID policyId) {
    List<UUID> keyIds = new ManyMailboxes(stage).under(policyId, count);
    for (int from = 0; from < count; from += INSERTED_AT_ONCE) {
      List<UUID> some = keyIds.subList(from, Math.min(count, from + INSERTED_AT_ONCE));
      int first = from;
      stage.database.write(
          tx -> {
            insert(tx, some, first);
            return null;
          });
    }
    if (stage.database.dialect() == Dialect.POSTGRESQL) {
      stage.database.write(tx -> tx.execute("ANALYZE"));
    }
  }

  private void insert(Handle tx, List<UUID> keyIds, int first) {
    PreparedBatch rows =
        tx.prepareBatch(
            """
            INSERT INTO mail_mailboxes (id, tenant_id, address, display_name, kind,
              last_uid_validity, created_at, name, alias, user_principal_name, changed_at, seal)
            VALUES (:id, :tenantId, :address, :display, 'MAILBOX', 1, 0, :name, :alias, :address,
              0, :seal)
            """);
    PreparedBatch names =
        tx.prepareBatch(
            """
            INSERT INTO mail_recipient_names (mailbox_id, kind, folded, tenant_id, seal)
            VALUES (:id, :kind, :folded, :tenantId, :seal)
            """);
    PreparedBatch folders =
        tx.prepareBatch(
            """
            INSERT INTO mail_folders (id, tenant_id, mailbox_id, path, uid_validity, uid_next,
              highest_mod_seq, message_count, total_bytes)
            VALUES (:id, :tenantId, :id, 'INBOX', 1, 21, 21, :messages, 20000)
            """);
    PreparedBatch objects =
        tx.prepareBatch(
            """
            INSERT INTO content_objects (object_id, blob_id, tenant_id, owner_key_id, generation,
              plaintext_bytes, blob_bytes, created_at, state)
            VALUES (:object, :object, :tenantId, :keyId, 1, 1000, 1100, 0, 'active')
            """);
    RowSeals seals = RowSeals.of(tx);
    for (int i = 0; i < keyIds.size(); i++) {
      UUID keyId = keyIds.get(i);
      UUID id =
          tx.createQuery("SELECT owner_id FROM owner_keys WHERE id = :id")
              .bind("id", keyId)
              .mapTo(UUID.class)
              .one();
      int number = first + i;
      String address = "u%07d@bench.example".formatted(number);
      String alias = "u%07d".formatted(number);
      String name = "Person %07d".formatted(number);
      rows.bind("id", id)
          .bind("tenantId", stage.tenantId)
          .bind("address", address)
          .bind("display", name)
          .bind("name", name)
          .bind("alias", alias)
          .bind("seal", seals.seal(mailbox(id, address, name, alias)))
          .add();
      name(seals, names, id, "ADDRESS", address);
      name(seals, names, id, "USER_PRINCIPAL", address);
      name(seals, names, id, "ALIAS", alias);
      name(seals, names, id, "NAME", "person %07d".formatted(number));
      name(seals, names, id, "DISPLAY_NAME", "person %07d".formatted(number));
      int messages = number < listed ? MESSAGES_EACH : 0;
      folders.bind("id", id).bind("tenantId", stage.tenantId).bind("messages", messages).add();
      for (int message = 0; message < messages; message++) {
        objects
            .bind("object", RowIds.next(PolicyStage.CLOCK))
            .bind("tenantId", stage.tenantId)
            .bind("keyId", keyId)
            .add();
      }
    }
    rows.execute();
    names.execute();
    folders.execute();
    if (objects.size() > 0) {
      objects.execute();
    }
  }

  private void name(RowSeals seals, PreparedBatch names, UUID id, String kind, String folded) {
    names
        .bind("id", id)
        .bind("kind", kind)
        .bind("folded", folded)
        .bind("tenantId", stage.tenantId)
        .bind(
            "seal",
            seals.seal(MailSeals.RECIPIENT_NAME.row(stage.tenantId, id, kind, folded).done()))
        .add();
  }

  private SealedRow mailbox(UUID id, String address, String name, String alias) {
    return MailSeals.RECIPIENT
        .row(stage.tenantId, id)
        .set("address", address)
        .set("display_name", name)
        .set("kind", "MAILBOX")
        .set("name", name)
        .set("alias", alias)
        .set("user_principal_name", address)
        .set("external_address", null)
        .set("region", null)
        .set("mailbox_type", "REGULAR")
        .set("custom_attributes", "{}")
        .set("archive_id", null)
        .set("hidden", false)
        .set("created_at", 0)
        .set("imap_enabled", true)
        .set("own_quota", false)
        .set("quota_bytes", null)
        .set("warning_bytes", null)
        .set("deleted_at", null)
        .set("destroyed", false)
        .set("deleted_address", null)
        .set("deleted_further", null)
        .done();
  }
}
