package dev.freehold.mailserver.imap.answers;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.mailbox.MailboxSession;
import reactor.core.publisher.Mono;

/**
 * The last failure of the mailboxes in one session. James's processors answer every failure with
 * the same words; what has to be told apart is looked up here. Thread-safe.
 */
public final class FailureNote {

  private final AtomicReference<Throwable> last = new AtomicReference<>();

  /** Gives a new session its note; called once, before anybody else has the session. */
  public static void putInto(MailboxSession session) {
    session.getAttributes().put(FailureNote.class, new FailureNote());
  }

  /** The note of a session; empty for one that is nobody's connection. */
  public static Optional<FailureNote> of(MailboxSession session) {
    return Optional.ofNullable((FailureNote) session.getAttributes().get(FailureNote.class));
  }

  /** The same command, which writes its failure to the note of the session, if it has one. */
  public static Mono<Void> writing(ImapSession session, Mono<Void> command) {
    return command.doOnError(
        failure -> of(session.getMailboxSession()).ifPresent(note -> note.write(failure)));
  }

  /** Replaces what was noted before. */
  public void write(Throwable failure) {
    last.set(failure);
  }

  /** The failure, which is forgotten by that. */
  public Optional<Throwable> take() {
    return Optional.ofNullable(last.getAndSet(null));
  }
}
