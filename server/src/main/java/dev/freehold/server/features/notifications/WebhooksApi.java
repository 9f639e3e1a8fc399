package dev.freehold.server.features.notifications;

import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Required;
import dev.freehold.server.notifications.Channel;
import dev.freehold.server.notifications.NotificationError;
import dev.freehold.server.notifications.NotificationException;
import dev.freehold.server.notifications.NotificationKind;
import dev.freehold.server.notifications.Notifications;
import dev.freehold.server.notifications.webhook.Webhook;
import dev.freehold.server.notifications.webhook.Webhooks;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Addresses that the caller's tenant has notifications sent to. */
final class WebhooksApi {

  private final Webhooks webhooks;
  private final Notifications notifications;

  WebhooksApi(Webhooks webhooks, Notifications notifications) {
    this.webhooks = webhooks;
    this.notifications = notifications;
  }

  /** {@code POST /api/v1/webhooks}; the secret is shown this once. */
  void create(Exchange exchange) throws IOException {
    Wanted wanted = exchange.json(Wanted.class);
    try (Webhooks.Made made =
        webhooks.create(
            exchange.caller().tenantId(), wanted.url(), kinds(wanted.kinds()), exchange.actor())) {
      exchange.reply(
          201,
          new Made(
              made.webhook().id(),
              made.url(),
              words(made.webhook().kinds()),
              made.webhook().createdAt().toString(),
              made.secret().reveal()));
    }
  }

  /** {@code GET /api/v1/webhooks}. */
  void list(Exchange exchange) throws IOException {
    exchange.reply(
        200, new Page(webhooks.list(exchange.caller().tenantId()).stream().map(View::of).toList()));
  }

  /** {@code DELETE /api/v1/webhooks/{webhook}}. */
  void delete(Exchange exchange) {
    webhooks.delete(exchange.caller().tenantId(), exchange.pathId("webhook"), exchange.actor());
    exchange.reply(204);
  }

  /**
   * {@code POST /api/v1/webhooks/{webhook}/test}; the list of notifications shows what becomes of
   * it.
   */
  void test(Exchange exchange) throws IOException {
    UUID tenantId = exchange.caller().tenantId();
    Webhook webhook = webhooks.require(tenantId, exchange.pathId("webhook"));
    exchange.reply(
        202,
        NotificationViews.One.of(
            notifications.test(
                tenantId, Channel.WEBHOOK, webhook.id().toString(), exchange.actor())));
  }

  /** The kinds of these words. */
  static Set<NotificationKind> kinds(Collection<String> words) {
    return words.stream().map(WebhooksApi::kind).collect(Collectors.toSet());
  }

  private static NotificationKind kind(String word) {
    return NotificationKind.of(word)
        .filter(kind -> kind != NotificationKind.TEST)
        .orElseThrow(
            () ->
                new NotificationException(
                    NotificationError.KIND_UNKNOWN,
                    "a kind of notification is one of "
                        + Arrays.stream(NotificationKind.values())
                            .filter(kind -> kind != NotificationKind.TEST)
                            .map(NotificationKind::word)
                            .collect(Collectors.joining(", "))));
  }

  private static List<String> words(Collection<NotificationKind> kinds) {
    return kinds.stream().map(NotificationKind::word).sorted().toList();
  }

  /**
   * What is wanted.
   *
   * @param kinds what it gets; everything if left out
   */
  record Wanted(@Required String url, List<String> kinds) {
    Wanted {
      kinds = kinds == null ? List.of() : List.copyOf(kinds);
    }
  }

  /**
   * What was made.
   *
   * @param secret shown this once
   */
  record Made(UUID id, String url, List<String> kinds, String createdAt, String secret) {
    /** Never shows the secret. */
    @Override
    public String toString() {
      return "Made[id=" + id + "]";
    }
  }

  /**
   * One as its tenant sees it.
   *
   * @param url absent if its row was changed from outside
   * @param kinds empty for everything
   */
  record View(UUID id, String url, String host, List<String> kinds, String createdAt) {
    static View of(Webhooks.Shown shown) {
      Webhook webhook = shown.webhook();
      return new View(
          webhook.id(),
          shown.url().orElse(null),
          webhook.host(),
          words(webhook.kinds()),
          webhook.createdAt().toString());
    }
  }

  record Page(List<View> webhooks) {}
}
