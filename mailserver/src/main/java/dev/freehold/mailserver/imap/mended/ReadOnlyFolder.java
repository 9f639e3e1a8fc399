package dev.freehold.mailserver.imap.mended;

import dev.freehold.mailserver.imap.answers.Refusal;
import dev.freehold.mailserver.imap.answers.StatusLine;
import java.util.function.Supplier;
import org.apache.james.imap.api.message.request.ImapRequest;
import org.apache.james.imap.api.process.ImapProcessor.Responder;
import org.apache.james.imap.api.process.ImapSession;
import reactor.core.publisher.Mono;

/**
 * Whether the folder that is open was opened by EXAMINE: then nothing in it may change (RFC 3501,
 * 6.3.2). The library only says so to the client.
 */
final class ReadOnlyFolder {

  private static final String KEY = ReadOnlyFolder.class.getName();
  private static final Refusal REFUSAL =
      Refusal.no("READ-ONLY", "EXAMINE opened the folder, so nothing in it changes; use SELECT");

  private ReadOnlyFolder() {}

  /** Before the session opens a folder. */
  static void opens(ImapSession session, boolean isReadOnly) {
    session.setAttribute(KEY, isReadOnly);
  }

  static boolean isOpen(ImapSession session) {
    return Boolean.TRUE.equals(session.getAttribute(KEY));
  }

  /** Runs a command that changes messages, or refuses it. */
  static Mono<Void> unless(
      ImapRequest request, ImapSession session, Responder client, Supplier<Mono<Void>> command) {
    return isOpen(session)
        ? Mono.fromRunnable(
            () -> client.respond(StatusLine.of(request.getTag().asString(), REFUSAL)))
        : command.get();
  }
}
