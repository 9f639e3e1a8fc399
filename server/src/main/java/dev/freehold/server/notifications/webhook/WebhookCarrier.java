package dev.freehold.server.notifications.webhook;

import dev.freehold.custody.CustodyException;
import dev.freehold.server.notifications.Carried;
import dev.freehold.server.notifications.Carrier;
import dev.freehold.server.notifications.Channel;
import dev.freehold.server.notifications.Notification;
import dev.freehold.server.notifications.Occasion;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.SSLContext;

/** Sends notifications to the webhooks of their tenant. Thread-safe. */
public final class WebhookCarrier implements Carrier {

  private static final int GONE = 410;

  private final Webhooks webhooks;
  private final WebhookConnection connection;
  private final Clock clock;

  /**
   * Sends to {@code webhooks}.
   *
   * @param targets where they may lead, looked at again at each try
   * @param tls whom to trust
   */
  public WebhookCarrier(Webhooks webhooks, WebhookTargets targets, SSLContext tls, Clock clock) {
    this.webhooks = webhooks;
    this.connection = new WebhookConnection(targets, tls);
    this.clock = clock;
  }

  @Override
  public Channel channel() {
    return Channel.WEBHOOK;
  }

  @Override
  public List<String> receivers(Occasion occasion) {
    return webhooks.of(occasion.tenantId(), occasion.kind()).stream()
        .map(webhook -> webhook.id().toString())
        .toList();
  }

  @Override
  public Carried carry(Notification notification, String receiver) {
    Optional<SealedWebhooks.Opened> found;
    try {
      found = webhooks.open(notification.tenantId(), UUID.fromString(receiver));
    } catch (CustodyException changed) {
      return Carried.failed(changed.code());
    }
    if (found.isEmpty()) {
      return Carried.noReceiver("webhook-deleted");
    }
    try (SealedWebhooks.Opened opened = found.get()) {
      byte[] body = WebhookMessage.body(notification);
      int status =
          connection.post(
              opened.address(),
              WebhookMessage.headers(notification, body, opened.secret(), clock.instant()),
              body);
      return carried(status);
    } catch (WebhookConnection.NoAnswerException failed) {
      return Carried.failed(failed.why());
    }
  }

  /** A redirection is a failure as any other; 410 means that the receiver is gone for ever. */
  private static Carried carried(int status) {
    String text = Integer.toString(status);
    if (status >= 200 && status < 300) {
      return Carried.sent(text);
    }
    return status == GONE ? Carried.rejected(text) : Carried.failed(text);
  }
}
