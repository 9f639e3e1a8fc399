package dev.freehold.mailserver.process;

import dev.freehold.mailserver.imap.RawClient;

/** The two ports of a mailbox in another process. */
record MailDoor(int imapPort, int lmtpPort) {

  /** Somebody who has signed in over IMAP. */
  RawClient imap() {
    RawClient client = RawClient.plain(imapPort);
    client.greeting();
    client.command("l", "LOGIN " + StoredMail.ADDRESS + " secret").isOk();
    return client;
  }

  /** A transfer agent that has said who it is. */
  RawClient lmtp() {
    RawClient client = RawClient.plain(lmtpPort);
    client.greeting();
    client.send("LHLO mta.example.com\r\n");
    while (client.line().startsWith("250-")) {
      // The answer has more lines.
    }
    return client;
  }
}
