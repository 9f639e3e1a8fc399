package dev.freehold.server.notifications.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.server.notifications.Carried;
import dev.freehold.web.client.Certificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A message")
@Timeout(60)
class SmtpSendingTest {

  private static final String TO = "ann@contoso.example";

  @TempDir Path folder;

  private static SSLContext trusting(SmtpReceiver receiver)
      throws IOException, CertificateException {
    String pem = Files.readString(receiver.authorityFile());
    return Certificates.context(Certificates.trusting(Certificates.ofPem(pem)));
  }

  private static Carried send(
      SmtpReceiver receiver, SmtpSecurity security, SSLContext tls, String password) {
    return send(receiver.port(), security, tls, password);
  }

  private static Carried send(int port, SmtpSecurity security, SSLContext tls, String password) {
    return sending(port, security, tls, password)
        .send("an-id", "test", List.of(TO), "Schlüssel", "Grüße\n");
  }

  private static SmtpSending sending(
      int port, SmtpSecurity security, SSLContext tls, String password) {
    return new SmtpSending(
        new SmtpServer(
            "localhost",
            port,
            security,
            tls,
            security == SmtpSecurity.NONE
                ? Optional.empty()
                : Optional.of(new SmtpServer.Credentials(SmtpReceiver.USER, () -> password)),
            "freehold@service.example"),
        Clock.systemUTC());
  }

  @ParameterizedTest
  @EnumSource(SmtpSecurity.class)
  @DisplayName("arrives by each way of protection, with the same id in each try")
  void arrives(SmtpSecurity security) throws Exception {
    try (SmtpReceiver receiver = SmtpReceiver.start(folder, "localhost", security)) {
      Carried carried = send(receiver, security, trusting(receiver), SmtpReceiver.PASSWORD);

      assertThat(carried).isEqualTo(Carried.sent("smtp-accepted"));
      SmtpReceiver.Mail mail = receiver.next(TO);
      assertThat(mail.overTls()).isEqualTo(security != SmtpSecurity.NONE);
      assertThat(mail.header("Message-ID")).isEqualTo("<an-id@freehold>");
      assertThat(mail.header("Subject")).isEqualTo("=?UTF-8?Q?Schl=C3=BCssel?=");
    }
  }

  @Test
  @DisplayName("does not go out if the server offers no STARTTLS")
  void noStartTls() throws Exception {
    try (SmtpReceiver receiver = SmtpReceiver.start(folder, "localhost", SmtpSecurity.NONE)) {
      Carried carried =
          send(receiver, SmtpSecurity.STARTTLS, trusting(receiver), SmtpReceiver.PASSWORD);

      assertThat(carried.outcome()).isEqualTo(Carried.Outcome.FAILED);
      assertThat(receiver.waiting(TO)).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = SmtpSecurity.class,
      names = {"TLS", "STARTTLS"})
  @DisplayName("does not go to a server with another name or authority")
  void untrusted(SmtpSecurity security) throws Exception {
    try (SmtpReceiver receiver = SmtpReceiver.start(folder, "elsewhere.localhost", security)) {
      assertThat(send(receiver, security, trusting(receiver), SmtpReceiver.PASSWORD))
          .isEqualTo(Carried.failed("tls-failed"));
      assertThat(
              send(
                  receiver,
                  security,
                  Certificates.context(Certificates.trustingPublic()),
                  SmtpReceiver.PASSWORD))
          .isEqualTo(Carried.failed("tls-failed"));
      assertThat(receiver.waiting(TO)).isZero();
    }
  }

  @Test
  @DisplayName("fails with a word that says why")
  void failures() throws Exception {
    try (SmtpReceiver receiver = SmtpReceiver.start(folder, "localhost", SmtpSecurity.STARTTLS)) {
      SSLContext tls = trusting(receiver);
      assertThat(send(receiver, SmtpSecurity.STARTTLS, tls, "wrong"))
          .isEqualTo(Carried.failed("smtp-sign-in-failed"));
      receiver.refuse(TO, "451 later");
      assertThat(send(receiver, SmtpSecurity.STARTTLS, tls, SmtpReceiver.PASSWORD))
          .isEqualTo(Carried.failed("smtp-451"));
      receiver.refuse(TO, "550 nobody");
      assertThat(send(receiver, SmtpSecurity.STARTTLS, tls, SmtpReceiver.PASSWORD))
          .isEqualTo(Carried.rejected("smtp-550"));
    }
  }

  @Test
  @DisplayName("reaches the others of several addresses where the server refuses one")
  void someRefused() throws Exception {
    try (SmtpReceiver receiver = SmtpReceiver.start(folder, "localhost", SmtpSecurity.NONE)) {
      SmtpSending sending =
          sending(receiver.port(), SmtpSecurity.NONE, SSLContext.getDefault(), "");
      List<String> both = List.of(TO, "ben@contoso.example");
      receiver.refuse(TO, "550 nobody");
      assertThat(sending.send("an-id", "test", both, "Subject", "Body\n"))
          .isEqualTo(Carried.sent("smtp-550-for-some"));
      assertThat(receiver.waiting("ben@contoso.example")).isEqualTo(1);

      receiver.refuse(TO, "451 later");
      assertThat(sending.send("an-id", "test", both, "Subject", "Body\n"))
          .as("tried again for everybody")
          .isEqualTo(Carried.failed("smtp-451"));

      receiver.refuse("ben@contoso.example", "550 nobody");
      assertThat(sending.send("an-id", "test", both, "Subject", "Body\n"))
          .isEqualTo(Carried.failed("smtp-451"));
    }
  }

  @Test
  @DisplayName("fails if nobody listens")
  void unreachable() throws Exception {
    // Bound, so that nobody can listen there either.
    try (Socket bound = new Socket()) {
      bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      assertThat(
              send(
                  bound.getLocalPort(),
                  SmtpSecurity.STARTTLS,
                  SSLContext.getDefault(),
                  SmtpReceiver.PASSWORD))
          .isEqualTo(Carried.failed("unreachable"));
    }
  }
}
