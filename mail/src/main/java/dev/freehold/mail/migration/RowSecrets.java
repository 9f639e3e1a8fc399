package dev.freehold.mail.migration;

import dev.freehold.custody.Ciphertext;
import dev.freehold.mail.migration.imap.SourcePassword;
import dev.freehold.mail.migration.login.SourceSecrets;
import dev.freehold.persistence.Database;

/** The secrets of a row that is worked on. */
record RowSecrets(
    Database database, SealedPasswords passwords, MailboxCopy copy, MailboxCopy.Work work)
    implements SourceSecrets {

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
    return passwords.open(work, sealed);
  }

  @Override
  public SourcePassword ofEndpoint() {
    return database
        .read(tx -> EndpointRows.sealedSecret(tx, work.endpoint()))
        .map(secret -> passwords.open(work.endpoint(), secret))
        .orElseGet(SourcePassword::none);
  }

  /** Committed at once: a server that gives another one may take the old one no more. */
  @Override
  public void replaceOfUser(SourcePassword refreshToken) {
    try (refreshToken) {
      Ciphertext sealed = passwords.seal(work, refreshToken);
      copy.commit(
          work,
          0,
          0,
          tx -> {
            var _ = MigrationUserRows.setSecret(tx, work.user(), sealed);
            return null;
          });
    }
  }
}
