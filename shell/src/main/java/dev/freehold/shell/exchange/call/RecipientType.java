package dev.freehold.shell.exchange.call;

import dev.freehold.shell.view.CmdletTypes;

/**
 * The kinds of recipients: a mailbox, or a mail user whose mail is elsewhere or has yet to arrive.
 */
public enum RecipientType {
  MAILBOX("Mailbox", "mailbox", CmdletTypes.MAILBOX),
  MAIL_USER("MailUser", "mailUser", CmdletTypes.MAIL_USER);

  private final String noun;
  private final String wire;
  private final String typeName;

  RecipientType(String noun, String wire, String typeName) {
    this.noun = noun;
    this.wire = wire;
    this.typeName = typeName;
  }

  public String noun() {
    return noun;
  }

  /** The server's word. */
  public String wire() {
    return wire;
  }

  public String typeName() {
    return typeName;
  }
}
