package dev.freehold.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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

  static final List<Setting<?>> ALL = List.of(INSIDE, WEBHOOKS_CA);

  private NotificationSettings() {}

  static NotificationChoices of(Configuration c) {
    return new NotificationChoices(
        new NotificationChoices.Webhooks(c.get(INSIDE), c.get(WEBHOOKS_CA)));
  }
}
