package dev.freehold.mailserver.imap;

import dev.freehold.mailserver.imap.answers.AnswerComposer;
import dev.freehold.mailserver.imap.answers.FailureNote;
import dev.freehold.mailserver.imap.answers.FetchAnswer;
import dev.freehold.mailserver.imap.answers.FlagLines;
import dev.freehold.mailserver.imap.answers.RefusalCodes;
import dev.freehold.mailserver.imap.answers.StatusLine;
import dev.freehold.mailserver.imap.wire.ConnectionOutput;
import dev.freehold.mailserver.imap.wire.UnreadableContentException;
import java.io.IOException;
import java.net.SocketException;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.message.response.StatusResponse;
import org.apache.james.imap.api.process.ImapProcessor;
import org.apache.james.imap.encode.ImapEncoder;
import org.apache.james.imap.encode.ImapResponseWriter;
import org.apache.james.imap.message.Literal;
import org.apache.james.imap.message.response.ExistsResponse;
import org.apache.james.imap.message.response.FlagsResponse;

/**
 * Writes the answers to one command. An answer whose content cannot be read is taken back if
 * nothing of it is sent yet, and the command fails instead; otherwise the connection has to end,
 * because the client waits for bytes that nobody has. It ends too before the next message of a
 * FETCH once whoever signed in may not go on: such a command can take hours. Thread-safe.
 */
final class CommandResponder implements ImapProcessor.Responder, FlagLines.Taker {

  private final ImapEncoder encoder;
  private final ConnectionOutput output;
  private final ConnectionSession session;
  private final Consumer<Throwable> told;
  private final Consumer<Exception> broken;
  private AnswerComposer composer;

  /**
   * @param told is told why a command fails that the client is told of
   * @param broken is told why nothing more can be answered, and stops the command
   */
  CommandResponder(
      ImapEncoder encoder,
      ConnectionOutput output,
      ConnectionSession session,
      Consumer<Throwable> told,
      Consumer<Exception> broken) {
    this.encoder = encoder;
    this.output = output;
    this.session = session;
    this.told = told;
    this.broken = broken;
    this.composer = composer();
  }

  private AnswerComposer composer() {
    ComposedFirst writer = new ComposedFirst();
    AnswerComposer made = new AnswerComposer(writer);
    writer.composed = made;
    return made;
  }

  @Override
  public void respond(ImapResponseMessage message) {
    if (isOfFetch(message) && !session.isStillAllowed()) {
      broken.accept(new SocketException("signed out"));
      return;
    }
    output.lock();
    try {
      long begin = output.position();
      try {
        Optional<ExistsResponse> unknown = session.toldMessages().before(message);
        if (unknown.isPresent()) {
          encoder.encode(unknown.get(), composer);
        }
        encoder.encode(explained(message), composer);
        composer.flush();
        if (message instanceof FlagsResponse told) {
          session.setToldFlags(told.getFlags());
        }
      } catch (UnreadableContentException unreadable) {
        takeBack(begin, unreadable);
      } catch (IOException gone) {
        broken.accept(gone);
      } catch (RuntimeException failed) {
        takeBack(begin, failed);
      }
    } finally {
      output.unlock();
    }
  }

  private static boolean isOfFetch(ImapResponseMessage message) {
    return message instanceof FlagLines || FetchAnswer.of(message).isPresent();
  }

  private void takeBack(long begin, Exception failure) {
    composer = composer();
    if (!output.takeBack(begin)) {
      broken.accept(failure);
      return;
    }
    note().ifPresent(note -> note.write(failure));
    throw new IllegalStateException("an answer cannot be made", failure);
  }

  /** A refusal in words of its own, if the mailboxes said why they failed. */
  private ImapResponseMessage explained(ImapResponseMessage message) {
    if (message instanceof StatusResponse status && status.getTag() != null) {
      Optional<Throwable> failure = note().flatMap(FailureNote::take);
      if (status.getServerResponseType() == StatusResponse.Type.NO
          && status.getResponseCode() == null) {
        failure.ifPresent(told);
        return failure
            .flatMap(why -> UnexpectedFailures.orTell(RefusalCodes.of(why), why, session.client()))
            .<ImapResponseMessage>map(why -> StatusLine.of(status.getTag().asString(), why))
            .orElse(message);
      }
    }
    if (message instanceof StatusLine line && !line.tag().equals("*")) {
      note().ifPresent(FailureNote::take);
    }
    return message;
  }

  private Optional<FailureNote> note() {
    return Optional.ofNullable(session.getMailboxSession()).flatMap(FailureNote::of);
  }

  @Override
  public void flush() {
    try {
      output.flush();
    } catch (IOException gone) {
      broken.accept(gone);
    }
  }

  /** Writes content behind what is composed already. */
  private final class ComposedFirst implements ImapResponseWriter {

    private AnswerComposer composed;

    @Override
    public void write(byte[] bytes) throws IOException {
      output.write(bytes);
    }

    @Override
    public void write(Literal literal) throws IOException {
      composed.flush();
      output.write(literal);
    }
  }
}
