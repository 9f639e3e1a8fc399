package dev.freehold.server.notifications.mail;

import dev.freehold.custody.roots.RootFailure;
import dev.freehold.server.notifications.Fact;
import dev.freehold.server.notifications.Notification;
import dev.freehold.server.notifications.NotificationKind;
import java.net.URI;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts of notifications, from one bundle. Thread-safe. */
final class MailTexts {

  private static final ResourceBundle BUNDLE =
      ResourceBundle.getBundle("dev.freehold.server.notifications.mail.texts", Locale.ROOT);
  private static final Pattern NAME = Pattern.compile("\\{([a-z]+)}");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}]");

  private final URI server;

  /** Texts that name this address of the REST API. */
  MailTexts(URI server) {
    this.server = server;
  }

  String subject(Notification notification) {
    String text = filled(notification, BUNDLE.getString(name(notification) + ".subject"));
    return CONTROL.matcher(text).replaceAll(" ");
  }

  String body(Notification notification) {
    return filled(
        notification, BUNDLE.getString(name(notification) + ".body") + BUNDLE.getString("footer"));
  }

  /** A node's address that is not let in has a text of its own, and no kind of its own yet. */
  private static String name(Notification notification) {
    boolean isOfAddress =
        notification.kind() == NotificationKind.ROOT_WRONG
            && RootFailure.isOfAddress(notification.facts().getOrDefault(Fact.CODE, ""));
    return isOfAddress ? "root-not-let-in" : notification.kind().word();
  }

  private String filled(Notification notification, String text) {
    return NAME.matcher(text)
        .replaceAll(name -> Matcher.quoteReplacement(value(notification, name.group(1))));
  }

  private String value(Notification notification, String name) {
    return switch (name) {
      case "subject" -> notification.subject();
      case "server" -> server.toString();
      case "id" -> notification.id().toString();
      case "kind" -> notification.kind().word();
      case "at" -> notification.createdAt().toString();
      default ->
          Fact.of(name)
              .map(fact -> notification.facts().getOrDefault(fact, "(unknown)"))
              .orElseThrow();
    };
  }
}
