package dev.freehold.mailserver.store;

import dev.freehold.custody.KeyAccessException;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import java.util.concurrent.Callable;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.exception.MailboxExistsException;
import org.apache.james.mailbox.exception.MailboxNotFoundException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Runs work of {@code mail} for James: on threads that may wait, and with James's exceptions where
 * its code decides by them. All others come through as they are.
 */
final class StoreCalls {

  private StoreCalls() {}

  /** Work that may be refused. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws MailboxException;
  }

  /**
   * Runs {@code work} in the caller's thread.
   *
   * @param subject what to call the folder if it is not found or exists already
   * @throws MailboxUnavailableException if a key is not given
   */
  static <T> T run(String subject, Work<T> work) throws MailboxException {
    try {
      return work.run();
    } catch (KeyAccessException refused) {
      throw new MailboxUnavailableException(refused);
    } catch (MailException refused) {
      throw translated(subject, refused);
    }
  }

  /** As {@link #run}, when it is subscribed to, on a thread that may wait; empty for null. */
  static <T> Mono<T> mono(String subject, Work<T> work) {
    Callable<T> call = () -> run(subject, work);
    return Mono.fromCallable(call).subscribeOn(Schedulers.boundedElastic());
  }

  private static MailboxException translated(String subject, MailException refused) {
    MailError error = refused.error();
    if (error == MailError.FOLDER_NOT_FOUND || error == MailError.MAILBOX_NOT_FOUND) {
      return because(new MailboxNotFoundException(subject), refused);
    }
    if (error == MailError.FOLDER_EXISTS) {
      return because(new MailboxExistsException(subject), refused);
    }
    throw refused;
  }

  private static MailboxException because(MailboxException exception, MailException cause) {
    exception.initCause(cause);
    return exception;
  }
}
