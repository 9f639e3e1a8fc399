package dev.freehold.shell.exchange.call;

import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.shell.remote.RemoteException;
import dev.freehold.shell.service.RemoteErrors;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/**
 * Makes errors in the words of the Exchange Online module, which scripts look for.
 *
 * @param server its name
 * @param now when the error came
 */
public record ExchangeErrors(String server, Instant now) {

  private static final String NOT_FOUND =
      "Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException";

  /** What a refusal says of an object that was named. */
  public ShellError of(RemoteException refusal, String identity) {
    return RemoteErrors.isNotFound(refusal) ? notFound(identity) : RemoteErrors.of(refusal);
  }

  /** There is no such object. */
  public ShellError notFound(String identity) {
    return notFound(identity, "");
  }

  /** There is no such object of the kind that a Set cmdlet changes, but one of the other kind. */
  public ShellError otherKind(String identity, RecipientType kind) {
    return notFound(
        identity,
        switch (kind) {
          case MAILBOX -> " It is a mail user, whose mail has yet to come: use Set-MailUser.";
          case MAIL_USER -> " It is a mailbox: use Set-Mailbox.";
        });
  }

  private ShellError notFound(String identity, String hint) {
    String id =
        "[Server=%s,RequestId=%s,TimeStamp=%s]%s"
            .formatted(
                server,
                UUID.randomUUID(),
                DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)),
                ShellError.WRITTEN_BY_MODULE);
    String message =
        ("Ex6F9304|%s|The operation couldn't be performed because object '%s' couldn't be found "
                + "on '%s'.%s")
            .formatted(NOT_FOUND, identity, server, hint);
    return ShellError.of(id, ErrorCategory.NOT_SPECIFIED, message).withException(NOT_FOUND);
  }

  /** The warning of a Set cmdlet that had nothing to do. */
  public static String unchanged(String identity) {
    return "The command completed successfully but no settings of '%s' have been modified."
        .formatted(identity);
  }
}
