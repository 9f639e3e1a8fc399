package dev.freehold.server.notifications.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.server.notifications.Notification;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A notification as a request, by the convention of Standard Webhooks: headers {@code webhook-id},
 * {@code webhook-timestamp} and {@code webhook-signature}.
 */
final class WebhookMessage {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VERSION = "v1,";

  private WebhookMessage() {}

  /** The body: ids and words, no text and no name. */
  static byte[] body(Notification notification) {
    ObjectNode body = JSON.createObjectNode();
    body.put("type", notification.kind().word());
    body.put("timestamp", notification.createdAt().toString());
    body.putObject("data")
        .put("id", notification.id().toString())
        .put("tenantId", notification.tenantId().toString())
        .put("subject", notification.subject());
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("texts can be written as JSON", impossible);
    }
  }

  /**
   * The headers of one try.
   *
   * @param at when it is signed; a receiver refuses what is much older
   */
  static Map<String, String> headers(
      Notification notification, byte[] body, WebhookSecret secret, Instant at) {
    String id = notification.id().toString();
    String timestamp = Long.toString(at.getEpochSecond());
    String signed = id + "." + timestamp + "." + new String(body, UTF_8);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("User-Agent", "Freehold");
    headers.put("Content-Type", "application/json");
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", timestamp);
    headers.put("webhook-signature", VERSION + secret.sign(signed.getBytes(UTF_8)));
    return headers;
  }
}
