package dev.freehold.server.run;

import dev.freehold.content.store.ObjectStore;
import dev.freehold.crypto.Aead;
import dev.freehold.custody.people.ProgramSignIns;
import dev.freehold.mailserver.imap.FolderUseTyper;
import dev.freehold.mailserver.imap.ImapMailboxes;
import dev.freehold.mailserver.store.SealedMail;
import dev.freehold.mailserver.store.SealedMailboxes;
import dev.freehold.mailserver.store.SessionUser;
import dev.freehold.server.features.Basics;
import dev.freehold.server.features.Closer;
import dev.freehold.server.features.imap.ImapFeature;
import org.apache.james.mailbox.Authorizator;

/** IMAP over the sealed mailboxes, wired. */
final class ImapPart {

  private ImapPart() {}

  /** People with their passwords and tokens. */
  static ImapFeature.People people(
      Basics basics, DirectoryPart directory, Surroundings surroundings) {
    return new ImapFeature.People(
        directory.users(),
        new ProgramSignIns(basics.database(), basics.ledger(), directory.users(), basics.clock()),
        new BearerTokens(directory),
        surroundings.nanoTime());
  }

  /** What clients reach; the closer ends it. */
  static ImapMailboxes mailboxes(
      Basics basics, CustodyPart custody, ObjectStore objects, MailPart mail, Closer closer) {
    SealedMail sealed =
        SealedMail.over(
            basics.database(),
            objects,
            custody.keyAccess(),
            new CustodyMailboxKeys(custody.ownerKeys()),
            new Aead(basics.crypto()),
            mail.mailboxes(),
            mail.folders(),
            mail.messages(),
            basics.clock());
    SealedMailboxes mailboxes =
        closer.add(
            new SealedMailboxes(
                sealed,
                SessionUser.holders(mail.mailboxes()),
                // The listener signs people in itself, and nobody as somebody else.
                (_, _) -> false,
                (_, _) -> Authorizator.AuthorizationState.FORBIDDEN,
                SealedMailboxes.Settings.DEFAULT));
    return new ImapMailboxes(
        mailboxes.mailboxes(),
        mailboxes.eventBus(),
        mailboxes.subscriptions(),
        mailboxes.quotas(),
        mailboxes.quotaRoots(),
        new FolderUseTyper(mailboxes, mail.folders()));
  }
}
