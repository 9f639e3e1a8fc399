package dev.freehold.mailserver.imap;

import dev.freehold.web.http.LogTurns;
import dev.freehold.web.net.PeerNetworks;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells operators of failures that nobody foresaw: where, and of what kind, but not with which
 * words, because James's have names of folders and users in them. A network has one line a minute,
 * so that nobody can fill the log.
 */
final class UnexpectedFailures {

  private static final Logger LOG = LoggerFactory.getLogger(UnexpectedFailures.class);
  private static final LogTurns TURNS = new LogTurns();
  private static final int MAX_CAUSES = 5;

  private UnexpectedFailures() {}

  /** Writes a line with the stack of the innermost cause, if the client's network has a turn. */
  static void tell(Throwable failure, MailSignIn.Client client) {
    TURNS
        .take(PeerNetworks.of(client.address()))
        .ifPresent(
            left ->
                LOG.warn(
                    "IMAP fails, connection {}; left out since the last such line: {}",
                    client.connectionId(),
                    left,
                    withoutWords(failure)));
  }

  private static Exception withoutWords(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; depth < MAX_CAUSES && cause.getCause() != null; depth++) {
      cause = cause.getCause();
    }
    Exception shown = new Exception(cause.getClass().getName());
    shown.setStackTrace(cause.getStackTrace());
    return shown;
  }

  /** Tells of the failure unless it is foreseen, which is when it has a refusal of its own. */
  static <R> Optional<R> orTell(Optional<R> refusal, Throwable failure, MailSignIn.Client client) {
    if (refusal.isEmpty()) {
      tell(failure, client);
    }
    return refusal;
  }
}
