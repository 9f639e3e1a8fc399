package dev.freehold.mailserver.lmtp;

import dev.freehold.custody.faults.Fault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replies for what went wrong here and not with the message. */
final class DeliveryFailures {

  private static final Logger LOG = LoggerFactory.getLogger(DeliveryFailures.class);

  /** The message is kept by the transfer agent, which tries again. */
  static final LmtpReply OF_THIS_SERVER =
      new LmtpReply(451, "4.3.0", "this server failed; its log says why; try again later");

  /** Nobody hears this one: the connection is gone. */
  static final LmtpReply CUT_OFF =
      new LmtpReply(451, "4.4.2", "the connection ended within the message");

  private DeliveryFailures() {}

  /** What the client hears; why it has to try again is in the log too. */
  static LmtpReply reply(Undeliverable refused) {
    if (!refused.isPermanent() && refused.getCause() != null) {
      LOG.warn("mail has to wait: {}", refused.getCause().getMessage());
    }
    return LmtpReply.of(refused);
  }

  /** Logs what nobody foresaw, or that a database is down, and asks for another try. */
  static LmtpReply unexpected(Throwable failed) {
    Fault.database(failed)
        .ifPresentOrElse(
            database -> LOG.warn("mail has to wait: {}", database.getMessage()),
            () -> LOG.error("a delivery failed in a way that nobody foresaw", failed));
    return OF_THIS_SERVER;
  }
}
