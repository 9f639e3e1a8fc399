package dev.freehold.mailserver.imap.mended;

import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.process.ImapProcessor.Responder;
import org.apache.james.imap.message.response.QuotaResponse;
import org.apache.james.imap.message.response.QuotaRootResponse;

/**
 * Calls the quota root of a session's mailbox {@link #NAME}. James shows the name under which it
 * keeps the quota, which is made of ids here.
 */
record NamedQuota(Responder client) implements Responder {

  /** What clients call the only quota root that they can ask for. */
  static final String NAME = "mailbox";

  @Override
  public void respond(ImapResponseMessage message) {
    client.respond(
        switch (message) {
          case QuotaRootResponse root -> new QuotaRootResponse(root.getMailboxName(), NAME);
          case QuotaResponse quota ->
              new QuotaResponse(quota.getResourceName(), NAME, quota.getQuota());
          default -> message;
        });
  }

  @Override
  public void flush() {
    client.flush();
  }
}
