package dev.freehold.shell.exchange;

import dev.freehold.shell.view.CmdletTypes;

/** Who receives mail: a mailbox, or a mail user whose mail is elsewhere or still to come. */
enum RecipientType {
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

  String noun() {
    return noun;
  }

  /** The server's word. */
  String wire() {
    return wire;
  }

  String typeName() {
    return typeName;
  }
}
