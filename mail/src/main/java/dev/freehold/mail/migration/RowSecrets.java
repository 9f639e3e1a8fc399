package dev.freehold.mail.migration;

import dev.freehold.custody.Ciphertext;
import dev.freehold.mail.migration.imap.SourcePassword;
import dev.freehold.mail.migration.login.SourceSecrets;
import dev.freehold.persistence.Database;
import java.util.Optional;

/** The secrets of a row that is worked on. One thread. */
final class RowSecrets implements SourceSecrets {

  private final Database database;
  private final SealedPasswords passwords;
  private final MailboxCopy.Work work;
  private Optional<Ciphertext> used = Optional.empty();

  /** Opens what {@code passwords} has sealed of a row. */
  RowSecrets(Database database, SealedPasswords passwords, MailboxCopy.Work work) {
    this.database = database;
    this.passwords = passwords;
    this.work = work;
  }

  /**
   * Makes sure that nobody has changed whose mail is brought where. An administrator's password and
   * a token that is kept would sign in all the same.
   *
   * @throws dev.freehold.custody.CustodyException {@code MASTER_KEY_MISMATCH} if somebody has
   */
  void requireUnchanged() {
    ofUser().close();
    ofEndpoint().close();
  }

  @Override
  public Owner owner() {
    return new Owner(work.user().batchId(), work.user().line());
  }

  @Override
  public SourcePassword ofUser() {
    Ciphertext sealed =
        database
            .read(tx -> MigrationUserRows.sealedPassword(tx, work.user()))
            .orElseThrow(
                () -> new IllegalStateException("a mailbox that has not ended has a password"));
    used = Optional.of(sealed);
    return passwords.open(work, sealed);
  }

  @Override
  public SourcePassword ofEndpoint() {
    return database
        .read(tx -> EndpointRows.sealedSecret(tx, work.endpoint()))
        .map(secret -> passwords.open(work.endpoint(), secret))
        .orElseGet(SourcePassword::none);
  }

  /**
   * Committed at once, whoever has the mailbox by now: a server that gives another one may take the
   * old one no more. One that came meanwhile stays: somebody gave it, or another execution got it
   * for the same old one.
   */
  @Override
  public void replaceOfUser(SourcePassword refreshToken) {
    try (refreshToken) {
      Ciphertext sealed = passwords.seal(work, refreshToken);
      Ciphertext old = used.orElseThrow();
      database.write(
          tx -> {
            SyncedUserRows.replaceSecret(tx, work.user(), old, sealed);
            return null;
          });
    }
  }
}
