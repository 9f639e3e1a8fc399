package dev.freehold.server.config;

import static dev.freehold.server.config.Kind.dnsName;
import static dev.freehold.server.config.Kind.optional;
import static dev.freehold.server.config.Kind.port;

import java.util.List;
import java.util.Optional;

/** The keys below {@code freehold.submission}: where mail programs send mail. */
final class SubmissionSettings {

  static final Setting<Optional<String>> NAME =
      Setting.open(
              "freehold.submission.name",
              "The DNS name of the server by which mail programs send mail, such as a Postfix; mail"
                  + " programs that configure themselves are told it. Freehold sends none itself."
                  + " Empty for the name of IMAP.",
              optional(dnsName()),
              "")
          .onlyForServe();
  static final Setting<Integer> PORT =
      Setting.open(
              "freehold.submission.port",
              "The port of that server: 465 for TLS from the first byte; any other, such as 587,"
                  + " for STARTTLS.",
              port(),
              "465")
          .onlyForServe();

  static final List<Setting<?>> ALL = List.of(NAME, PORT);

  private SubmissionSettings() {}

  static ServerSettings.MailPrograms of(Configuration c) {
    ServerSettings.Imap imap = ImapSettings.of(c);
    return new ServerSettings.MailPrograms(
        imap.name(),
        publicPort(imap.port(), c.get(ImapSettings.PUBLIC_PORT)),
        publicPort(imap.startTlsPort(), c.get(ImapSettings.PUBLIC_START_TLS_PORT)),
        c.get(NAME),
        c.get(PORT));
  }

  /** 0 if nothing is listened on, whatever leads there. */
  private static int publicPort(int listenedOn, int chosen) {
    return listenedOn == 0 || chosen == 0 ? listenedOn : chosen;
  }
}
