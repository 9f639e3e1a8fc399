package dev.freehold.server.run;

import dev.freehold.content.reseal.SealedCompanion;
import dev.freehold.content.store.ObjectStore;
import dev.freehold.crypto.Aead;
import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.custody.operators.Operators;
import dev.freehold.custody.owners.OwnerRemoval;
import dev.freehold.mail.access.MailboxPermissions;
import dev.freehold.mail.access.ReadRecords;
import dev.freehold.mail.domains.AcceptedDomains;
import dev.freehold.mail.mailboxes.Folders;
import dev.freehold.mail.mailboxes.MailboxQuota;
import dev.freehold.mail.mailboxes.MailboxRemoval;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.mail.mailboxes.Recipients;
import dev.freehold.mail.messages.MailCompanion;
import dev.freehold.mail.messages.MailScrub;
import dev.freehold.mail.messages.Messages;
import dev.freehold.mailserver.commands.OrderCache;
import dev.freehold.mailserver.imap.ImapMailboxes;
import dev.freehold.mailserver.store.SealedMail;
import dev.freehold.mailserver.store.SealedMailboxes;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.time.TwoClocks;
import dev.freehold.server.features.Basics;
import dev.freehold.server.features.Closer;
import java.time.Duration;
import reactor.core.scheduler.Schedulers;

/**
 * Mail, wired.
 *
 * @param removal removes mailboxes, and brings them back
 * @param domains the domains whose mail this server accepts, for which tenants
 * @param permissions who has full access to mailboxes of others
 * @param records has what they read
 * @param companion what is resealed together with messages
 * @param scrub looks at the rows of mailboxes
 */
record MailPart(
    Mailboxes mailboxes,
    Recipients recipients,
    MailboxRemoval removal,
    Folders folders,
    Messages messages,
    AcceptedDomains domains,
    MailboxPermissions permissions,
    ReadRecords records,
    SealedCompanion companion,
    MailScrub scrub) {

  /**
   * Wires it.
   *
   * @param mailboxBytes what a mailbox without a quota of its own may hold
   */
  static MailPart of(
      Basics basics,
      CustodyPart custody,
      DirectoryPart directory,
      ObjectStore objects,
      long mailboxBytes) {
    MailboxQuota quota = MailboxQuota.ofServer(mailboxBytes);
    Tenants tenants = directory.tenants();
    Database database = basics.database();
    KeyAccess keys = custody.keyAccess();
    Aead aead = new Aead(basics.crypto());
    CustodyMailboxKeys mailboxKeys = keys(basics, custody);
    Messages messages =
        new Messages(database, objects, keys, mailboxKeys, aead, basics.clock(), quota);
    return new MailPart(
        new Mailboxes(database, mailboxKeys, objects, basics.ledger(), basics.clock()),
        new Recipients(database, mailboxKeys, basics.ledger(), basics.clock(), quota),
        new MailboxRemoval(
            database, mailboxKeys, basics.ledger(), TwoClocks.of(database, basics.clock())),
        new Folders(database, basics.clock()),
        messages,
        new AcceptedDomains(
            database, basics.ledger(), basics.clock(), () -> tenants.onlyBeside(Operators.TENANT)),
        new MailboxPermissions(database, directory.identities(), basics.ledger(), basics.clock()),
        new ReadRecords(database, basics.ledger()),
        new MailCompanion(aead),
        new MailScrub(database, messages));
  }

  private static CustodyMailboxKeys keys(Basics basics, CustodyPart custody) {
    return new CustodyMailboxKeys(
        custody.ownerKeys(),
        new OwnerRemoval(basics.database().dialect(), custody.bundles(), basics.ledger()),
        basics.clock());
  }

  /**
   * The mailboxes as IMAP shows them; {@code closer} gets what has to be closed at the end.
   *
   * @param lease how long an opened key may be used before a vault must agree again
   */
  ImapMailboxes forImap(
      Basics basics, CustodyPart custody, Duration lease, ObjectStore objects, Closer closer) {
    SealedMail sealed =
        SealedMail.over(
            basics.database(),
            objects,
            custody.keyAccess(),
            keys(basics, custody),
            new Aead(basics.crypto()),
            mailboxes,
            folders,
            messages,
            records,
            basics.clock());
    SealedMailboxes opened = closer.add(ImapMailboxes.open(sealed));
    OrderCache cache =
        closer.add(new OrderCache(opened.envelopes(), Schedulers.boundedElastic(), lease));
    return ImapMailboxes.of(opened, folders, cache);
  }
}
