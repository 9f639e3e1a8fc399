package dev.freehold.mailserver.process;

import dev.freehold.crypto.Aead;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Key256;
import dev.freehold.mail.access.ReadRecords;
import dev.freehold.mail.domains.AcceptedDomains;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.MailboxKeys;
import dev.freehold.mail.messages.MailFixture;
import dev.freehold.mailserver.store.SealedMail;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** One mailbox that processes open one after the other: the same folder, database and key. */
final class StoredMail implements AutoCloseable {

  static final String ADDRESS = "alice@contoso.example";

  private static final UUID TENANT = new UUID(1, 1);
  private static final UUID KEY = new UUID(4, 4);

  final MailFixture store;
  final SealedMail mail;
  final Mailbox mailbox;
  final AcceptedDomains domains;

  /** Makes a database with the mailbox. */
  static MailPlace prepare(Dialect dialect, Path folder) {
    DatabaseSettings settings = MailFixture.newDatabase(dialect, folder);
    try (MailFixture store = MailFixture.reopen(settings, folder)) {
      store.mailboxes.create(TENANT, ADDRESS, "", Optional.empty(), MailFixture.ALICE);
      domains(store).add(TENANT, "contoso.example", "operator");
    }
    return new MailPlace(folder, settings);
  }

  StoredMail(MailPlace place) {
    store = MailFixture.reopen(place.settings(), place.folder());
    mailbox = store.mailboxes.require(TENANT, ADDRESS);
    store.custody.adopt(mailbox, KEY, Key256.copyOf(new byte[Key256.LENGTH_BYTES]));
    domains = domains(store);
    MailboxKeys keys = store.custody;
    mail =
        SealedMail.over(
            store.database,
            store.objects,
            store.custody,
            keys,
            new Aead(CryptoSuite.select(CryptoSuite.Choice.AUTO)),
            store.mailboxes,
            store.folders,
            store.messages,
            new ReadRecords(store.database, store.ledger),
            Clock.systemUTC());
  }

  private static AcceptedDomains domains(MailFixture store) {
    return new AcceptedDomains(
        store.database, store.ledger, Clock.systemUTC(), () -> Optional.of(TENANT));
  }

  @Override
  public void close() {
    store.close();
  }
}
