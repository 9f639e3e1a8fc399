package dev.freehold.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How people and programs are notified.
 *
 * @param webhooks where webhooks may lead
 */
public record NotificationChoices(Webhooks webhooks) {

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
