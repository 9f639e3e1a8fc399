package dev.freehold.mailserver.imap;

import dev.freehold.mailserver.MailServerLimits;
import dev.freehold.mailserver.imap.answers.CommandRefusedException;
import dev.freehold.mailserver.imap.answers.ConnectionEndedException;
import dev.freehold.mailserver.imap.answers.Refusal;
import dev.freehold.mailserver.imap.answers.RefusalCodes;
import dev.freehold.mailserver.imap.answers.StatusLine;
import dev.freehold.mailserver.imap.wire.CommandBounds;
import dev.freehold.mailserver.imap.wire.CommandReader;
import dev.freehold.mailserver.imap.wire.LiteralMemory;
import dev.freehold.mailserver.imap.wire.Transport;
import dev.freehold.mailserver.imap.wire.UnreadableContentException;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.web.http.BodyMemory;
import dev.freehold.web.net.PeerNetworks;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.james.imap.api.ImapMessage;
import org.apache.james.imap.api.ImapSessionState;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.process.ImapLineHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client, from the greeting to the end: reads a command, runs it, and only then reads the next.
 * {@link #serve} is called once, on the connection's own thread.
 */
final class ImapConnection {

  private static final Logger LOG = LoggerFactory.getLogger(ImapConnection.class);

  private final ImapEngine engine;
  private final Transport transport;
  private final BodyMemory memory;
  private final int messageBytes;
  private final ConnectionSession session;
  private final Figures figures;
  private final long beginNanos = System.nanoTime();
  private int badCommands;

  /** What is counted. */
  interface Figures {

    /** A command was read. */
    void command();

    /** Somebody signed in from {@code address}. */
    void signedIn(String address);

    /** A client is told that a command failed. */
    void failed(Throwable failure);
  }

  ImapConnection(
      ImapEngine engine,
      Transport transport,
      MailSignIn.Client client,
      BodyMemory memory,
      int messageBytes,
      Figures figures) {
    this.engine = engine;
    this.transport = transport;
    this.memory = memory;
    this.messageBytes = messageBytes;
    this.session = new ConnectionSession(client, transport, engine.news());
    this.figures = figures;
  }

  /** Whether somebody has signed in on it. */
  boolean isSignedIn() {
    return session.isSignedIn();
  }

  /** Answers the client until one of both ends the connection. */
  void serve() {
    try {
      converse();
    } catch (ConnectionEndedException end) {
      goodbye(end.getMessage());
    } catch (SocketTimeoutException late) {
      goodbye("nothing was heard from you in time");
    } catch (IOException gone) {
      logEnd(gone);
    } catch (UncheckedIOException gone) {
      if (gone.getCause() instanceof SocketTimeoutException) {
        goodbye("nothing was heard from you in time");
      }
      logEnd(gone.getCause());
    } catch (RuntimeException failed) {
      UnexpectedFailures.tell(failed, session.client());
      goodbye("the server failed; try again later");
    } finally {
      end();
    }
  }

  private void end() {
    try {
      session.close();
    } catch (RuntimeException failed) {
      UnexpectedFailures.tell(failed, session.client());
    } finally {
      transport.close();
      transport.free();
    }
  }

  private void logEnd(IOException gone) {
    switch (gone) {
      case EOFException _,
          SocketException _,
          SocketTimeoutException _,
          SSLException _,
          ZipException _ -> {
        // Clients come and go.
      }
      default -> LOG.info("an IMAP connection ends, {}", session.client().connectionId(), gone);
    }
  }

  private void goodbye(String why) {
    try {
      transport.output().line(new StatusLine("*", "BYE", Optional.empty(), why).asText());
    } catch (IOException gone) {
      transport.abort();
    }
  }

  private void converse() throws IOException {
    transport
        .output()
        .line(
            new StatusLine("*", "OK", Optional.of(engine.announcement().code(session)), "Freehold")
                .asText());
    while (session.getState() != ImapSessionState.LOGOUT) {
      transport.input().expectWithin(patience());
      if (!transport.input().awaitMore()) {
        return;
      }
      Optional<ImapLineHandler> handler = session.lineHandler();
      if (handler.isPresent()) {
        answer(handler.get());
      } else {
        command();
      }
      if (session.farewell().isPresent()) {
        throw new ConnectionEndedException(session.farewell().get());
      }
    }
  }

  /** How long the next command may take to begin. */
  private Duration patience() {
    if (session.isSignedIn()) {
      return MailServerLimits.IDLE_TIMEOUT;
    }
    return MailServerLimits.SIGN_IN_TIMEOUT.minusNanos(System.nanoTime() - beginNanos);
  }

  private void answer(ImapLineHandler handler) throws IOException {
    String line = CommandReader.answerLine(transport.input(), MailServerLimits.MAX_LINE_BYTES);
    boolean wasSignedIn = session.isSignedIn();
    handler.onLine(session, line.getBytes(StandardCharsets.ISO_8859_1));
    noteSignIn(wasSignedIn);
  }

  private void command() throws IOException {
    figures.command();
    LiteralMemory taken = new LiteralMemory(memory, PeerNetworks.of(session.client().address()));
    CommandReader reader =
        new CommandReader(
            transport.input(),
            transport.output(),
            session.isSignedIn() ? CommandBounds.ofUser(messageBytes) : CommandBounds.OF_STRANGER,
            taken);
    try {
      boolean wasSignedIn = session.isSignedIn();
      Optional<Refusal> cannotTell = requireAllowed();
      ImapMessage message = decode(reader);
      run(
          cannotTell
              .<ImapMessage>map(refusal -> StatusLine.of(reader.lastTag(), refusal))
              .orElse(message),
          reader);
      noteSignIn(wasSignedIn);
    } finally {
      taken.giveBack();
    }
  }

  /** The refusal of a command while no database says whether the client may still be served. */
  private Optional<Refusal> requireAllowed() {
    try {
      session.requireAllowed();
      return Optional.empty();
    } catch (PersistenceException failed) {
      figures.failed(failed);
      return RefusalCodes.of(failed);
    }
  }

  private void noteSignIn(boolean wasSignedIn) {
    if (!wasSignedIn && session.isSignedIn()) {
      figures.signedIn(session.client().address());
    }
  }

  private ImapMessage decode(CommandReader reader) {
    try {
      return engine.decoder().decode(reader, session);
    } catch (CommandRefusedException refused) {
      return StatusLine.of(reader.lastTag(), refused.refusal());
    }
  }

  private void run(ImapMessage message, CommandReader reader) throws IOException {
    if (message instanceof ImapResponseMessage bad) {
      responder(Optional.empty()).respond(bad);
      countBad();
      reader.finish();
      return;
    }
    badCommands = 0;
    if (reader.message().isEmpty()) {
      reader.finish();
    }
    execute(message);
    if (reader.message().isPresent()) {
      reader.finish();
    }
  }

  private void countBad() {
    badCommands++;
    if (!session.isSignedIn() && badCommands >= MailServerLimits.MAX_BAD_COMMANDS) {
      session.end("too many commands were not understood");
    }
  }

  private void execute(ImapMessage message) throws IOException {
    Execution execution = new Execution();
    engine
        .processor()
        .processReactive(message, responder(Optional.of(execution)), session)
        .subscribe(execution);
    execution.await();
  }

  private CommandResponder responder(Optional<Execution> execution) {
    return new CommandResponder(
        engine.encoder(),
        transport.output(),
        session,
        figures::failed,
        why -> {
          if (!(why instanceof IOException) || why instanceof UnreadableContentException) {
            LOG.info(
                "an IMAP connection is cut in an answer that cannot be continued, {}: {}",
                session.client().connectionId(),
                RefusalCodes.of(why).map(Refusal::sentence).orElse(why.getClass().getSimpleName()));
          }
          transport.abort();
          execution.ifPresent(Execution::cancel);
        });
  }
}
