package dev.freehold.server.notifications.mail;

import dev.freehold.server.notifications.Carried;
import jakarta.activation.DataHandler;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.eclipse.angus.mail.util.MailConnectException;

/** Sends one message on one connection. Thread-safe. */
final class SmtpSending {

  private static final int PERMANENT = 500;
  private static final int MAX_CAUSES = 8;
  private static final int MAX_ADDRESSES = 128;

  private final SmtpServer server;
  private final Clock clock;
  private final Session session;

  SmtpSending(SmtpServer server, Clock clock) {
    this.server = server;
    this.clock = clock;
    this.session = Session.getInstance(properties(server));
  }

  private static Properties properties(SmtpServer server) {
    Properties all = new Properties();
    all.setProperty("mail.smtp.connectiontimeout", millis(SmtpLimits.CONNECT.toMillis()));
    all.setProperty("mail.smtp.timeout", millis(SmtpLimits.ANSWER.toMillis()));
    all.setProperty("mail.smtp.writetimeout", millis(SmtpLimits.ANSWER.toMillis()));
    all.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    all.setProperty("mail.smtp.auth", Boolean.toString(server.sign().isPresent()));
    all.setProperty("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
    all.setProperty("mail.smtp.from", server.sender());
    // One address that is refused does not keep the message from the others.
    all.setProperty("mail.smtp.sendpartial", "true");
    all.put("mail.smtp.ssl.socketFactory", server.tls().getSocketFactory());
    all.setProperty("mail.smtp.ssl.socketFactory.fallback", "false");
    switch (server.security()) {
      case TLS -> all.setProperty("mail.smtp.ssl.enable", "true");
      case STARTTLS -> {
        all.setProperty("mail.smtp.starttls.enable", "true");
        all.setProperty("mail.smtp.starttls.required", "true");
      }
      case NONE -> {}
    }
    return all;
  }

  private static String millis(long value) {
    return Long.toString(value);
  }

  /**
   * Sends.
   *
   * @param id the same for each try, by which servers and people recognise a message sent twice
   * @param kind for rules of mail programs
   */
  Carried send(String id, String kind, List<String> to, String subject, String body) {
    // James brings an older library whose list of transports may be found in the place of this
    // one's.
    URLName place = new URLName("smtp", server.host(), server.port(), null, null, null);
    try (Transport transport = new SMTPTransport(session, place)) {
      MimeMessage message = new Identified(session, id);
      message.setFrom(new InternetAddress(server.sender(), true));
      for (String each : to) {
        message.addRecipient(Message.RecipientType.TO, new InternetAddress(each, true));
      }
      message.setSubject(subject, StandardCharsets.UTF_8.name());
      message.setSentDate(Date.from(clock.instant()));
      message.setHeader("Auto-Submitted", "auto-generated");
      message.setHeader("X-Freehold-Kind", kind);
      // Written as it is: to look for a handler of the type could find one of the older library.
      message.setDataHandler(
          new DataHandler(
              new ByteArrayDataSource(
                  body.getBytes(StandardCharsets.UTF_8), "text/plain; charset=UTF-8")));
      message.saveChanges();
      connect(transport);
      transport.sendMessage(message, message.getAllRecipients());
      return Carried.sent("smtp-accepted");
    } catch (MessagingException failed) {
      return failure(failed);
    }
  }

  private void connect(Transport transport) throws MessagingException {
    if (server.sign().isPresent()) {
      SmtpServer.Credentials sign = server.sign().get();
      transport.connect(server.host(), server.port(), sign.user(), sign.password().get());
    } else {
      transport.connect(server.host(), server.port(), null, null);
    }
  }

  /** What the server said of all addresses for good is not tried again; all else may pass. */
  private static Carried failure(MessagingException failed) {
    List<Integer> refusals = refusals(failed);
    if (!refusals.isEmpty()) {
      return refusal(refusals, isSentToSome(failed));
    }
    Throwable cause = failed;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      switch (cause) {
        case SSLException _ -> {
          return Carried.failed("tls-failed");
        }
        case AuthenticationFailedException _ -> {
          return Carried.failed("smtp-sign-in-failed");
        }
        case MailConnectException _ -> {
          return Carried.failed("unreachable");
        }
        case SMTPSendFailedException refused when refused.getNextException() == null -> {
          return Carried.failed("smtp-" + refused.getReturnCode());
        }
        default -> cause = next(cause);
      }
    }
    return Carried.failed("smtp-failed");
  }

  /** What the server answered to each address that it refused. */
  private static List<Integer> refusals(MessagingException failed) {
    List<Integer> codes = new ArrayList<>();
    Throwable cause = failed;
    for (int depth = 0; cause != null && depth < MAX_ADDRESSES; depth++) {
      if (cause instanceof SMTPAddressFailedException refused) {
        codes.add(refused.getReturnCode());
      }
      cause = next(cause);
    }
    return codes;
  }

  private static Carried refusal(List<Integer> codes, boolean isSentToSome) {
    Optional<Integer> passing = codes.stream().filter(code -> code < PERMANENT).findFirst();
    if (passing.isPresent()) {
      return Carried.failed("smtp-" + passing.get());
    }
    String status = "smtp-" + codes.getFirst();
    return isSentToSome ? Carried.sent(status + "-for-some") : Carried.rejected(status);
  }

  private static boolean isSentToSome(MessagingException failed) {
    return failed instanceof SendFailedException partly
        && partly.getValidSentAddresses() != null
        && partly.getValidSentAddresses().length > 0;
  }

  private static Throwable next(Throwable failure) {
    return failure instanceof MessagingException chained && chained.getNextException() != null
        ? chained.getNextException()
        : failure.getCause();
  }

  /** Keeps its id; else each try would have another. */
  private static final class Identified extends MimeMessage {

    private final String id;

    Identified(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", "<" + id + "@freehold>");
    }
  }
}
