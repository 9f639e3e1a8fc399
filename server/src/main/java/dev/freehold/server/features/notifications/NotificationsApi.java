package dev.freehold.server.features.notifications;

import dev.freehold.server.http.Exchange;
import dev.freehold.server.notifications.Notifications;
import dev.freehold.web.http.ProblemException;
import java.io.IOException;
import java.util.UUID;

/** What the caller's tenant was notified of, and what became of each delivery. */
final class NotificationsApi {

  private static final int MAX_PAGE = 200;

  /** No id comes after it. */
  private static final UUID FIRST_PAGE = new UUID(-1, -1);

  private final Notifications notifications;

  NotificationsApi(Notifications notifications) {
    this.notifications = notifications;
  }

  /** {@code GET /api/v1/notifications?after=GUID&max=N}: the newest first. */
  void list(Exchange exchange) throws IOException {
    UUID after = exchange.query("after").map(NotificationsApi::id).orElse(FIRST_PAGE);
    int max = (int) Math.min(MAX_PAGE, exchange.query("max", 1, 1_000, MAX_PAGE));
    exchange.reply(
        200,
        new NotificationViews.Page(
            notifications.list(exchange.caller().tenantId(), after, max).stream()
                .map(NotificationViews.One::of)
                .toList()));
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException notAnId) {
      throw ProblemException.badRequest(
          "after is the id of the notification that the page before ended with");
    }
  }
}
