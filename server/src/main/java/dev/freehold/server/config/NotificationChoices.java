package dev.freehold.server.config;

import dev.freehold.server.notifications.mail.SmtpSecurity;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How people and programs are notified.
 *
 * @param webhooks where webhooks may lead
 * @param smtp the server that takes e-mail; empty for no e-mail
 * @param operators addresses of those who run this server
 */
public record NotificationChoices(Webhooks webhooks, Optional<Smtp> smtp, List<String> operators) {

  /** Copies the list. */
  public NotificationChoices {
    operators = List.copyOf(operators);
  }

  /**
   * The server that takes e-mail.
   *
   * @param user to sign in with; empty for not at all
   * @param sender the address that e-mail comes from
   * @param authorities a PEM file with authorities besides those that Java trusts
   */
  public record Smtp(
      String host,
      int port,
      SmtpSecurity security,
      String user,
      Secret password,
      String sender,
      Optional<Path> authorities) {}

  /**
   * Where webhooks may lead.
   *
   * @param inside receivers with private addresses, as {@code host:port}
   * @param authorities a PEM file with authorities besides those that Java trusts
   */
  public record Webhooks(List<String> inside, Optional<Path> authorities) {
    /** Copies the list. */
    public Webhooks {
      inside = List.copyOf(inside);
    }
  }
}
