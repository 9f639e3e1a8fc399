package dev.freehold.mailserver.store;

import dev.freehold.crypto.Aead;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.Requester;
import dev.freehold.mail.access.ReadRecords;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.messages.MailFixture;
import dev.freehold.mail.messages.Messages;
import dev.freehold.mailserver.imap.wire.ElasticThreads;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.testing.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.james.core.Username;
import org.apache.james.mailbox.Authenticator;
import org.apache.james.mailbox.Authorizator;
import org.apache.james.mailbox.quota.CurrentQuotaManager;
import org.apache.james.mailbox.quota.MaxQuotaManager;
import org.apache.james.mailbox.store.quota.FixedMaxQuotaManager;

/**
 * Sealed mailboxes for James's tests: each user name that they come up with gets a mailbox, which
 * begins without INBOX, as theirs do.
 */
public final class StoreFixture implements AutoCloseable {

  /** What parts the names in a path in James's tests. */
  static final char DELIMITER = '.';

  private static final long NEVER = 3_600_000;

  static {
    // Before a test uses Reactor's threads: later this would interrupt it.
    ElasticThreads.makeVirtual();
  }

  public final MailFixture real;
  public final SealedMail mail;
  private final Path folder;
  private final Map<Username, MailboxHolder> users = new ConcurrentHashMap<>();

  public StoreFixture(Dialect dialect, Clock clock) {
    try {
      folder = Folders.quickUntilExit("freehold-store");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    real = new MailFixture(dialect, folder);
    Aead aead = new Aead(CryptoSuite.select(CryptoSuite.Choice.JDK));
    Messages messages =
        new Messages(real.database, real.objects, real.custody, real.custody, aead, clock);
    mail =
        SealedMail.over(
            real.database,
            real.objects,
            real.custody,
            real.custody,
            aead,
            real.mailboxes,
            real.folders,
            messages,
            new ReadRecords(real.database, real.ledger),
            clock);
  }

  /** Finds the user's mailbox, or makes it. */
  Optional<MailboxHolder> find(Username user) {
    return Optional.of(users.computeIfAbsent(user, this::make));
  }

  private MailboxHolder make(Username user) {
    String address = user.hasDomainPart() ? user.asString() : user.asString() + "@mail.example";
    Mailbox mailbox = real.mailbox(address);
    List<Folder> inbox = real.folders.list(mailbox);
    inbox.forEach(mail.removal()::delete);
    return new MailboxHolder(mailbox, Requester.user(user.asString()));
  }

  /** The mail as a user sees it. */
  SessionMail session(Username user) {
    return new SessionMail(mail, this::find, user, DELIMITER);
  }

  /** James's managers; nothing is asked of the store by itself. */
  SealedMailboxes mailboxes(Authenticator authenticator, Authorizator authorizator) {
    return mailboxes(authenticator, authorizator, NEVER);
  }

  SealedMailboxes mailboxes(
      Authenticator authenticator, Authorizator authorizator, long pollMillis) {
    return mailboxes(authenticator, authorizator, pollMillis, new FixedMaxQuotaManager());
  }

  SealedMailboxes mailboxes(
      Authenticator authenticator,
      Authorizator authorizator,
      long pollMillis,
      MaxQuotaManager limits) {
    return new SealedMailboxes(
        mail,
        this::find,
        authenticator,
        authorizator,
        new SealedMailboxes.Settings(DELIMITER, pollMillis, false),
        Optional.of(limits));
  }

  /** How much of its quota each mailbox uses. */
  CurrentQuotaManager usage(SealedMailboxes mailboxes) {
    return new MailboxUsage(mail, this::find, mailboxes.quotaRoots());
  }

  @Override
  public void close() {
    real.close();
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
