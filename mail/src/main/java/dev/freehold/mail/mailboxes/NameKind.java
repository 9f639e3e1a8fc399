package dev.freehold.mail.mailboxes;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;

/** The kinds of names of a recipient. The names of the constants are stored. */
public enum NameKind {
  /** An address of it, the primary one or a further one. */
  ADDRESS(MailError.MAILBOX_EXISTS, "another recipient has this address"),
  /** Its user principal name. */
  USER_PRINCIPAL(MailError.MAILBOX_EXISTS, "another recipient has this user principal name"),
  /** Its alias. */
  ALIAS(MailError.ALIAS_TAKEN, "another recipient has this alias"),
  /** Its name, which is what a distinguished name begins with. */
  NAME(MailError.NAME_TAKEN, "another recipient has this name"),
  /** Its display name, which others may have too. */
  DISPLAY_NAME(MailError.MAILBOX_EXISTS, "display names may repeat");

  private final MailError error;
  private final String fact;

  NameKind(MailError error, String fact) {
    this.error = error;
    this.fact = fact;
  }

  /** Says that another recipient of the tenant has the name already. */
  MailException taken() {
    return new MailException(error, fact + "; choose another");
  }
}
