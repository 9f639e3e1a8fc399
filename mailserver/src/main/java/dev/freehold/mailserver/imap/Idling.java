package dev.freehold.mailserver.imap;

import com.google.common.base.Throwables;
import dev.freehold.mailserver.MailServerLimits;
import dev.freehold.mailserver.imap.answers.ConnectionEndedException;
import dev.freehold.mailserver.imap.answers.Refusal;
import dev.freehold.mailserver.imap.answers.RefusalCodes;
import dev.freehold.mailserver.imap.answers.StatusLine;
import dev.freehold.persistence.PersistenceException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.james.events.Event;
import org.apache.james.events.EventListener.ReactiveEventListener;
import org.apache.james.imap.api.process.ImapProcessor.Responder;
import org.apache.james.mailbox.events.MailboxEvents.Added;
import org.apache.james.mailbox.events.MailboxEvents.Expunged;
import org.apache.james.mailbox.events.MailboxEvents.FlagsUpdated;
import org.apache.james.mailbox.events.MailboxEvents.MailboxDeletion;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Tells a client in IDLE what changes, on a thread of its own: a client that does not read holds up
 * no event, and many events make one answer. Thread-safe.
 */
final class Idling implements ReactiveEventListener {

  private static final StatusLine STILL_HERE =
      new StatusLine("*", "OK", Optional.empty(), "still here");

  private final ConnectionSession session;
  private final Responder responder;
  private final Mono<Void> readable;
  private final Supplier<Mono<Void>> changes;
  private final Semaphore due = new Semaphore(1);
  private final Thread thread;
  private volatile boolean isStopped;

  /**
   * Tells nothing yet.
   *
   * @param readable fails if the folder could not be opened now
   * @param changes answers with what is new in the selected folder
   */
  Idling(
      ConnectionSession session,
      Responder responder,
      Mono<Void> readable,
      Supplier<Mono<Void>> changes) {
    this.session = session;
    this.responder = responder;
    this.readable = readable;
    this.changes = changes;
    this.thread = Thread.ofVirtual().name("imap-idle").unstarted(this::tell);
  }

  /** Begins with what has changed already; what changes from now on has to be heard of. */
  void start() {
    session.setIdling(Optional.of(this));
    thread.start();
  }

  private void tell() {
    try {
      int failures = 0;
      long toldAtNanos = System.nanoTime();
      while (!isStopped) {
        boolean isDue = due.tryAcquire(pause(failures).toMillis(), TimeUnit.MILLISECONDS);
        due.drainPermits();
        if (isStopped) {
          return;
        }
        long now = System.nanoTime();
        try {
          session.requireAllowed();
          session.requireToGoOn();
          if (isDue || failures > 0) {
            readable.block();
            changes.get().block();
            toldAtNanos = now;
          } else if (now - toldAtNanos >= MailServerLimits.IDLE_HEARTBEAT.toNanos()) {
            readable.block();
            responder.respond(STILL_HERE);
            toldAtNanos = now;
          }
          failures = 0;
        } catch (RuntimeException failed) {
          failures++;
          if (!isOfDatabase(failed) || failures > MailServerLimits.MAX_IDLE_FAILURES) {
            throw failed;
          }
        }
        responder.flush();
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    } catch (ConnectionEndedException end) {
      sayGoodbye(Optional.empty(), end.getMessage());
    } catch (RuntimeException failed) {
      Refusal why =
          RefusalCodes.of(failed)
              .orElse(Refusal.no("UNAVAILABLE", "the folder cannot be watched; try again later"));
      sayGoodbye(why.code(), why.sentence());
    }
  }

  private Duration pause(int failures) {
    return failures == 0 ? session.idleCheck() : MailServerLimits.IDLE_RETRY;
  }

  /**
   * The database may answer again in a moment, and the client need not notice. What is thrown may
   * be that a key cannot be had because of it.
   */
  private static boolean isOfDatabase(RuntimeException failed) {
    return Throwables.getCausalChain(failed).stream()
        .anyMatch(PersistenceException.class::isInstance);
  }

  private void sayGoodbye(Optional<String> code, String why) {
    responder.respond(new StatusLine("*", "BYE", code, why));
    responder.flush();
    session.abort();
  }

  /** Returns when nothing is told any more. */
  void stop() {
    isStopped = true;
    due.release();
    session.setIdling(Optional.empty());
    try {
      thread.join();
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  /** A client whose folder is deleted is told so by the look that any change makes due. */
  @Override
  public boolean isHandling(Event event) {
    return event instanceof Added
        || event instanceof Expunged
        || event instanceof FlagsUpdated
        || event instanceof MailboxDeletion;
  }

  @Override
  public Publisher<Void> reactiveEvent(Event event) {
    return Mono.fromRunnable(due::release);
  }

  @Override
  public ExecutionMode getExecutionMode() {
    return ExecutionMode.ASYNCHRONOUS;
  }
}
