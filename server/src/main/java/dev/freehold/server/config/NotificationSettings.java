package dev.freehold.server.config;

import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.notifications.mail.SmtpSecurity;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The keys below {@code freehold.notifications}: how people and programs are notified. */
final class NotificationSettings {

  private static final Setting<List<String>> INSIDE =
      Setting.open(
              "freehold.notifications.webhooks.inside",
              "Receivers of webhooks that may be on this machine or on a private network. Others"
                  + " are reached only at public addresses.",
              Kind.hostsAndPorts(),
              "")
          .onlyForServe();
  private static final Setting<Optional<Path>> WEBHOOKS_CA =
      Setting.open(
              "freehold.notifications.webhooks.ca",
              "A PEM file with authorities that may vouch for receivers of webhooks, besides those"
                  + " that Java trusts; empty for none.",
              Kind.optional(Kind.path()),
              "")
          .onlyForServe();

  private static final Setting<Optional<String>> SMTP_HOST =
      Setting.open(
              "freehold.notifications.smtp.host",
              "The server that takes e-mail for people, as in its certificate; empty for no"
                  + " e-mail.",
              Kind.optional(Kind.dnsName()),
              "")
          .onlyForServe();
  private static final Setting<Integer> SMTP_PORT =
      Setting.open(
              "freehold.notifications.smtp.port",
              "That server's port: usually 587 for starttls and 465 for tls.",
              Kind.integer(1, 65_535, ""),
              "587")
          .onlyForServe();
  private static final Setting<SmtpSecurity> SMTP_SECURITY =
      Setting.open(
              "freehold.notifications.smtp.security",
              "How the connection is protected: tls from the first byte; starttls, without which"
                  + " nothing is sent; none for a server at localhost only.",
              Kind.oneOf(SmtpSecurity.class),
              "starttls")
          .onlyForServe();
  private static final Setting<String> SMTP_USER =
      Setting.open(
              "freehold.notifications.smtp.user",
              "The name to sign in with; empty for not signing in.",
              Kind.text(),
              "")
          .onlyForServe();
  private static final Setting<Secret> SMTP_PASSWORD =
      Setting.secret("freehold.notifications.smtp.password", "The password to sign in with.")
          .onlyForServe();
  private static final Setting<Optional<String>> SMTP_SENDER =
      Setting.open(
              "freehold.notifications.smtp.sender",
              "The address that e-mail comes from. Needed if there is a host.",
              Kind.optional(Kind.mailAddress()),
              "")
          .onlyForServe();
  private static final Setting<Optional<Path>> SMTP_CA =
      Setting.open(
              "freehold.notifications.smtp.ca",
              "A PEM file with authorities that may vouch for that server, besides those that Java"
                  + " trusts; empty for none.",
              Kind.optional(Kind.path()),
              "")
          .onlyForServe();
  private static final Setting<List<String>> OPERATORS =
      Setting.open(
              "freehold.notifications.operators",
              "Where the operators of the server get e-mail when it is their turn.",
              Kind.mailAddresses(),
              "")
          .onlyForServe();

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1");

  static final List<Setting<?>> ALL =
      List.of(
          INSIDE,
          WEBHOOKS_CA,
          SMTP_HOST,
          SMTP_PORT,
          SMTP_SECURITY,
          SMTP_USER,
          SMTP_PASSWORD,
          SMTP_SENDER,
          SMTP_CA,
          OPERATORS);

  private NotificationSettings() {}

  static NotificationChoices of(Configuration c) {
    return new NotificationChoices(
        new NotificationChoices.Webhooks(c.get(INSIDE), c.get(WEBHOOKS_CA)),
        c.get(SMTP_HOST).map(host -> smtp(c, host)),
        c.get(OPERATORS));
  }

  private static NotificationChoices.Smtp smtp(Configuration c, String host) {
    String user = c.get(SMTP_USER);
    if (c.get(SMTP_SECURITY) == SmtpSecurity.NONE && !THIS_MACHINE.contains(host)) {
      throw invalid("security is none at localhost only; choose starttls or tls");
    }
    if (user.isEmpty() == c.get(SMTP_PASSWORD).isPresent()) {
      throw invalid("user and password go together; set both or none");
    }
    return new NotificationChoices.Smtp(
        host,
        c.get(SMTP_PORT),
        c.get(SMTP_SECURITY),
        user,
        c.get(SMTP_PASSWORD),
        c.get(SMTP_SENDER)
            .orElseThrow(() -> invalid("sender is needed; set the address that e-mail comes from")),
        c.get(SMTP_CA));
  }

  private static ServerException invalid(String why) {
    return new ServerException(
        ServerError.CONFIGURATION_INVALID, "freehold.notifications.smtp: " + why);
  }
}
