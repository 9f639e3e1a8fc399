package dev.freehold.mail.access;

import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.persistence.Database;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Writes down what somebody reads in a mailbox of another's, before it is given: what the ledger
 * does not take is not read. Safe for use by many threads.
 */
public final class ReadRecords {

  private final Database database;
  private final Ledger ledger;

  /** Writes into {@code ledger}, whose tables are in {@code database}. */
  public ReadRecords(Database database, Ledger ledger) {
    this.database = database;
    this.ledger = ledger;
  }

  /**
   * Somebody opens the whole mailbox with a mail program.
   *
   * @param address from where
   */
  public void recordSession(Mailbox mailbox, String actor, String address) {
    Map<String, String> facts = Map.of("logonType", "Delegated", "address", address);
    append(
        entry(mailbox.tenantId(), actor, "MailboxLogin", mailbox.id(), facts)
            .asPersonal("address"));
  }

  /** Somebody reads a message. */
  public void recordRead(Folder folder, long uid, String actor) {
    record(folder, "Bind", Map.of("uid", Long.toString(uid)), actor);
  }

  /**
   * Somebody reads properties of messages, without their content.
   *
   * @param uids of the messages, rising
   */
  public void recordList(Folder folder, List<Long> uids, String actor) {
    Map<String, String> facts = new HashMap<>();
    facts.put("count", Integer.toString(uids.size()));
    if (!uids.isEmpty()) {
      facts.put("firstUid", Long.toString(uids.getFirst()));
      facts.put("lastUid", Long.toString(uids.getLast()));
    }
    record(folder, "Sync", facts, actor);
  }

  /** Records what {@code actor} reads. */
  public ReadWitness witness(String actor) {
    return new ReadWitness() {
      @Override
      public void message(Folder folder, long uid) {
        recordRead(folder, uid, actor);
      }

      @Override
      public void properties(Folder folder, List<Long> uids) {
        if (!uids.isEmpty()) {
          recordList(folder, uids, actor);
        }
      }
    };
  }

  private void record(Folder folder, String accessType, Map<String, String> facts, String actor) {
    Map<String, String> all = new HashMap<>(facts);
    all.put("mailAccessType", accessType);
    all.put("folderId", folder.id().toString());
    append(entry(folder.tenantId(), actor, "MailItemsAccessed", folder.mailboxId(), all));
  }

  private static LedgerEntry entry(
      UUID tenantId, String actor, String operation, UUID mailboxId, Map<String, String> facts) {
    return new LedgerEntry(
        tenantId, actor, operation, mailboxId.toString(), LedgerEntry.Outcome.DONE, facts);
  }

  private void append(LedgerEntry entry) {
    database.write(tx -> ledger.append(tx, entry));
  }
}
