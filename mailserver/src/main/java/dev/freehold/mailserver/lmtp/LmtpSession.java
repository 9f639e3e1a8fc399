package dev.freehold.mailserver.lmtp;

import dev.freehold.mailserver.lmtp.Delivery.Destination;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The conversation with one client, from greeting to {@code QUIT}. It answers each recipient of a
 * message on its own. For one thread.
 */
final class LmtpSession {

  private static final LmtpReply WRONG_LINE =
      new LmtpReply(
          500, "5.5.2", "a line has at most 2,048 bytes of UTF-8 and ends with CR and LF");

  private final LmtpSettings settings;
  private final Delivery delivery;
  private final LmtpConnection connection;
  private final Clock clock;
  private LineInput in;
  private OutputStream out;

  private Optional<String> client = Optional.empty();
  private Optional<String> sender = Optional.empty();
  private boolean isInternational;
  private final List<Recipient> recipients = new ArrayList<>();
  private int errors;

  LmtpSession(LmtpSettings settings, Delivery delivery, LmtpConnection connection, Clock clock) {
    this.settings = settings;
    this.delivery = delivery;
    this.connection = connection;
    this.clock = clock;
    this.in = new LineInput(connection.in());
    this.out = connection.out();
  }

  /** Runs until the client quits, is silent for too long or makes too many mistakes. */
  void run() throws IOException, InterruptedException {
    send(LmtpReply.plain(220, settings.hostName() + " LMTP Freehold"));
    boolean goesOn = true;
    while (goesOn && errors < LmtpLimits.MAX_ERRORS) {
      connection.within(LmtpLimits.IDLE);
      Optional<String> line = in.line();
      if (line.isEmpty()) {
        send(WRONG_LINE);
      } else {
        goesOn = answer(line.get());
      }
    }
    if (goesOn) {
      send(new LmtpReply(421, "4.7.0", "too many wrong commands; connect again"));
    }
  }

  private boolean answer(String line) throws IOException, InterruptedException {
    int space = line.indexOf(' ');
    String verb = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
    String rest = space < 0 ? "" : line.substring(space + 1);
    switch (verb) {
      case "LHLO" -> hello(rest.strip());
      case "HELO", "EHLO" ->
          send(new LmtpReply(500, "5.5.1", "this is LMTP: begin with LHLO and your name"));
      case "MAIL" -> send(mail(rest));
      case "RCPT" -> send(recipient(rest));
      case "DATA" -> data();
      case "STARTTLS" -> {
        return startTls();
      }
      case "RSET" -> {
        reset();
        send(new LmtpReply(250, "2.0.0", "begin anew"));
      }
      case "NOOP" -> send(new LmtpReply(250, "2.0.0", "nothing was done"));
      case "VRFY" ->
          send(new LmtpReply(252, "2.5.0", "send RCPT to know whether an address is here"));
      case "QUIT" -> {
        send(new LmtpReply(221, "2.0.0", "goodbye"));
        return false;
      }
      default -> send(new LmtpReply(500, "5.5.1", "there is no such command"));
    }
    return true;
  }

  private void hello(String name) throws IOException {
    if (name.isEmpty()) {
      send(new LmtpReply(501, "5.5.4", "say LHLO and your name"));
      return;
    }
    reset();
    client = Optional.of(name);
    List<String> offers =
        new ArrayList<>(List.of(settings.hostName(), "PIPELINING", "ENHANCEDSTATUSCODES"));
    offers.add("8BITMIME");
    offers.add("SMTPUTF8");
    offers.add("SIZE " + settings.maxMessageBytes());
    if (connection.canStartTls()) {
      offers.add("STARTTLS");
    }
    StringBuilder answer = new StringBuilder();
    for (int i = 0; i < offers.size(); i++) {
      answer.append("250").append(i == offers.size() - 1 ? ' ' : '-').append(offers.get(i));
      answer.append("\r\n");
    }
    write(answer.toString());
  }

  private LmtpReply mail(String text) {
    if (client.isEmpty()) {
      return new LmtpReply(503, "5.5.1", "say LHLO first");
    }
    if (sender.isPresent()) {
      return new LmtpReply(503, "5.5.1", "a message is begun already; finish it or say RSET");
    }
    Optional<PathArgument> path = argument(text, "FROM:");
    if (path.isEmpty()) {
      return new LmtpReply(501, "5.5.4", "say MAIL FROM:<address>, or MAIL FROM:<> for a notice");
    }
    boolean international = path.get().parameters().containsKey("SMTPUTF8");
    for (Map.Entry<String, String> parameter : path.get().parameters().entrySet()) {
      Optional<LmtpReply> refusal = refusal(parameter.getKey(), parameter.getValue());
      if (refusal.isPresent()) {
        return refusal.get();
      }
    }
    if (path.get().isInternational() && !international) {
      return new LmtpReply(553, "5.6.7", "an address that is not ASCII needs SMTPUTF8");
    }
    sender = Optional.of(path.get().address());
    isInternational = international;
    return new LmtpReply(250, "2.1.0", "sender noted");
  }

  private Optional<LmtpReply> refusal(String parameter, String value) {
    return switch (parameter) {
      case "SIZE" -> sizeRefusal(value);
      case "BODY" ->
          value.equalsIgnoreCase("7BIT") || value.equalsIgnoreCase("8BITMIME")
              ? Optional.empty()
              : Optional.of(new LmtpReply(501, "5.5.4", "BODY is 7BIT or 8BITMIME"));
      case "SMTPUTF8" ->
          value.isEmpty()
              ? Optional.empty()
              : Optional.of(new LmtpReply(501, "5.5.4", "SMTPUTF8 has no value"));
      default ->
          Optional.of(
              new LmtpReply(555, "5.5.4", "MAIL takes SIZE, BODY and SMTPUTF8 and no others"));
    };
  }

  private Optional<LmtpReply> sizeRefusal(String value) {
    if (value.isEmpty() || value.length() > 20 || !value.chars().allMatch(Character::isDigit)) {
      return Optional.of(new LmtpReply(501, "5.5.4", "SIZE is a number of bytes"));
    }
    boolean fits = value.length() < 18 && Long.parseLong(value) <= settings.maxMessageBytes();
    return fits ? Optional.empty() : Optional.of(LmtpReply.tooLarge(settings.maxMessageBytes()));
  }

  private LmtpReply recipient(String text) {
    if (sender.isEmpty()) {
      return new LmtpReply(503, "5.5.1", "say MAIL first");
    }
    Optional<PathArgument> path = argument(text, "TO:").filter(to -> !to.address().isEmpty());
    if (path.isEmpty()) {
      return new LmtpReply(501, "5.5.4", "say RCPT TO:<address>");
    }
    if (!path.get().parameters().isEmpty()) {
      return new LmtpReply(555, "5.5.4", "RCPT takes no parameters");
    }
    if (path.get().isInternational() && !isInternational) {
      return new LmtpReply(553, "5.6.7", "an address that is not ASCII needs SMTPUTF8");
    }
    if (recipients.size() == LmtpLimits.MAX_RECIPIENTS) {
      return new LmtpReply(
          452, "4.5.3", "a message has at most %d recipients".formatted(recipients.size()));
    }
    try {
      String address = path.get().address();
      recipients.add(new Recipient(address, delivery.find(address)));
      return new LmtpReply(250, "2.1.5", "recipient noted");
    } catch (Undeliverable refused) {
      return DeliveryFailures.reply(refused);
    } catch (RuntimeException failed) {
      return DeliveryFailures.unexpected(failed);
    }
  }

  private void data() throws IOException, InterruptedException {
    if (recipients.isEmpty()) {
      send(new LmtpReply(503, "5.5.1", "no recipient was taken: say MAIL and RCPT first"));
      return;
    }
    send(LmtpReply.plain(354, "send the message; end it with a line that has a single dot"));
    connection.within(LmtpLimits.MESSAGE);
    connection.setBusy(true);
    Incoming incoming =
        new Incoming(
            delivery,
            recipients,
            new TraceFields(settings.hostName(), client.orElseThrow(), connection, clock),
            settings);
    Map<Destination, LmtpReply> replies =
        incoming.receive(new DataStream(in), sender.orElseThrow());
    StringBuilder answer = new StringBuilder();
    for (Recipient recipient : recipients) {
      answer.append(replies.get(recipient.destination()).line()).append("\r\n");
    }
    reset();
    write(answer.toString());
    out.flush();
    connection.setBusy(false);
  }

  private boolean startTls() throws IOException {
    if (!connection.canStartTls()) {
      send(new LmtpReply(502, "5.5.1", "TLS is not offered here, or runs already"));
      return true;
    }
    if (in.hasMore()) {
      // What was sent before TLS could be somebody else's.
      send(new LmtpReply(501, "5.5.1", "nothing may follow STARTTLS before its answer"));
      return false;
    }
    send(new LmtpReply(220, "2.0.0", "begin TLS"));
    connection.within(LmtpLimits.HANDSHAKE);
    connection.startTls();
    in = new LineInput(connection.in());
    out = connection.out();
    client = Optional.empty();
    reset();
    return true;
  }

  private void reset() {
    sender = Optional.empty();
    isInternational = false;
    recipients.clear();
  }

  private static Optional<PathArgument> argument(String text, String keyword) {
    return text.regionMatches(true, 0, keyword, 0, keyword.length())
        ? PathArgument.parse(text.substring(keyword.length()))
        : Optional.empty();
  }

  private void send(LmtpReply reply) throws IOException {
    // A recipient that is refused is no mistake of the client.
    if (reply.code() >= 500 && reply.code() <= 503) {
      errors++;
    }
    write(reply.line() + "\r\n");
  }

  /** Writes an answer, which leaves at once unless more commands are here already (RFC 2920). */
  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    if (!in.hasMore()) {
      out.flush();
    }
  }

  /**
   * An address that was taken.
   *
   * @param address as the client sent it
   */
  record Recipient(String address, Destination destination) {}
}
