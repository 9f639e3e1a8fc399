package dev.freehold.mailserver.commands;

import dev.freehold.mailserver.imap.answers.StatusLine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.message.response.StatusResponse;
import org.apache.james.imap.api.process.ImapProcessor.Responder;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/**
 * Tells a client now and then that its command is still running (RFC 9585), up to the tagged
 * answer. How much is left is not known. Thread-safe.
 */
final class StillRunning implements Responder {

  private final String tag;
  private final Responder client;
  private final Disposable timer;
  private boolean isEnded;

  private StillRunning(String tag, Responder client, Duration interval) {
    this.tag = tag;
    this.client = client;
    this.timer =
        Schedulers.boundedElastic()
            .schedulePeriodically(
                this::tell, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Begins; what the command answers has to come through what is returned. */
  static StillRunning of(String tag, Responder client, Duration interval) {
    return new StillRunning(tag, client, interval);
  }

  private synchronized void tell() {
    if (!isEnded) {
      client.respond(
          new StatusLine(
              "*",
              "OK",
              Optional.of("INPROGRESS (\"" + tag + "\" NIL NIL)"),
              "The command is still running"));
      client.flush();
    }
  }

  @Override
  public synchronized void respond(ImapResponseMessage message) {
    if (message instanceof StatusResponse status && status.getTag() != null) {
      end();
    }
    client.respond(message);
  }

  /** Nothing is told any more. */
  synchronized void end() {
    isEnded = true;
    timer.dispose();
  }

  @Override
  public void flush() {
    client.flush();
  }
}
