package dev.freehold.server.run;

import dev.freehold.content.preview.PolicyPreviews;
import dev.freehold.content.reseal.SealedCompanion;
import dev.freehold.content.store.ObjectStore;
import dev.freehold.crypto.Aead;
import dev.freehold.custody.KeyAccess;
import dev.freehold.ledger.Ledger;
import dev.freehold.mail.mailboxes.Folders;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.mail.mailboxes.Recipients;
import dev.freehold.mail.messages.MailCompanion;
import dev.freehold.mail.messages.MailScrub;
import dev.freehold.mail.messages.Messages;
import dev.freehold.persistence.Database;
import dev.freehold.server.api.Apis;
import java.time.Clock;

/**
 * Mail, wired.
 *
 * @param companion what is sealed again together with messages
 * @param scrub looks at the rows of mailboxes
 */
record MailPart(
    Mailboxes mailboxes,
    Recipients recipients,
    Folders folders,
    Messages messages,
    PolicyPreviews previews,
    SealedCompanion companion,
    MailScrub scrub) {

  static MailPart of(Stores stores, CustodyPart custody, ObjectStore objects, Clock clock) {
    Database database = stores.database();
    KeyAccess keys = custody.keyAccess();
    Ledger ledger = custody.services().ledger();
    Aead aead = new Aead(stores.crypto());
    CustodyMailboxKeys mailboxKeys = new CustodyMailboxKeys(custody.ownerKeys());
    return new MailPart(
        new Mailboxes(database, mailboxKeys, objects, ledger, clock),
        new Recipients(database, mailboxKeys, ledger, clock),
        new Folders(database, clock),
        new Messages(database, objects, keys, mailboxKeys, aead, clock),
        new PolicyPreviews(database, objects, custody.services().holds(), ledger),
        new MailCompanion(aead),
        new MailScrub(database, objects, keys, mailboxKeys, aead));
  }

  /** What the API is given of it. */
  Apis.Mail api(MigrationPart migration) {
    return new Apis.Mail(
        mailboxes,
        recipients,
        folders,
        messages,
        migration.endpoints(),
        migration.batches(),
        previews);
  }
}
