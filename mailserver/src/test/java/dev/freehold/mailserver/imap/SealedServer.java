package dev.freehold.mailserver.imap;

import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mailserver.commands.OrderCache;
import dev.freehold.mailserver.store.SealedMailboxes;
import dev.freehold.mailserver.store.SessionUser;
import dev.freehold.mailserver.store.StoreFixture;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.scheduler.Schedulers;

/** An IMAP server over sealed mailboxes, and what is under it. */
final class SealedServer implements AutoCloseable {

  final StoreFixture fixture = new StoreFixture(Dialect.SQLITE, Clock.systemUTC());
  final TestImap imap;
  private final SealedMailboxes sealed = ImapMailboxes.open(fixture.mail);
  private final OrderCache cache =
      new OrderCache(sealed.envelopes(), Schedulers.boundedElastic(), Duration.ofMinutes(1));

  /**
   * Starts one.
   *
   * @param user makes the only one, and the mailbox
   */
  SealedServer(Path folder, Function<StoreFixture, SessionUser> user) {
    imap =
        TestImap.start(
            folder,
            TestImap.Wish.PLAIN,
            ImapMailboxes.of(sealed, fixture.real.folders, cache),
            user.apply(fixture).username());
  }

  /** Alice, in her own mailbox. */
  static SealedServer ofAlice(Path folder) {
    return new SealedServer(
        folder,
        fixture -> {
          Mailbox mailbox = fixture.real.mailbox("alice@contoso.example");
          return new SessionUser(mailbox.tenantId(), mailbox.id(), UUID.randomUUID());
        });
  }

  @Override
  public void close() {
    imap.close();
    cache.close();
    sealed.close();
    fixture.close();
  }
}
