package dev.freehold.server.notifications.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.server.notifications.Fact;
import dev.freehold.server.notifications.Notification;
import dev.freehold.server.notifications.NotificationKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A webhook's request")
class WebhookMessageTest {

  private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
  private static final Notification NOTIFICATION =
      new Notification(
          UUID.fromString("01234567-89ab-7cde-8f01-23456789abcd"),
          UUID.fromString("11111111-2222-3333-4444-555555555555"),
          NotificationKind.LOCKBOX_REQUEST,
          "0f0f0f0f-1111-4222-8333-444444444444",
          Map.of(Fact.TENANT, "contoso", Fact.REQUEST, "EXSR1"),
          1,
          NOON,
          NOON);

  @Test
  @DisplayName("has ids and words in its body, and no fact")
  void body() {
    assertThat(new String(WebhookMessage.body(NOTIFICATION), UTF_8))
        .isEqualTo(
            "{\"type\":\"lockbox-request\",\"timestamp\":\"2026-11-29T12:00:00Z\","
                + "\"data\":{\"id\":\"01234567-89ab-7cde-8f01-23456789abcd\","
                + "\"tenantId\":\"11111111-2222-3333-4444-555555555555\","
                + "\"subject\":\"0f0f0f0f-1111-4222-8333-444444444444\"}}");
  }

  @Test
  @DisplayName("is signed so that the command in the documents computes the same")
  void signature(@TempDir Path folder) throws IOException, InterruptedException {
    byte[] key = "thirty-two bytes that are a key!".getBytes(UTF_8);
    byte[] body = WebhookMessage.body(NOTIFICATION);
    Map<String, String> headers;
    String shown;
    try (WebhookSecret secret = WebhookSecret.takeOver(key.clone())) {
      headers = WebhookMessage.headers(NOTIFICATION, body, secret, NOON);
      shown = secret.reveal();
    }
    Path file = Files.write(folder.resolve("body.json"), body);
    ProcessBuilder builder =
        new ProcessBuilder(
                "bash",
                "-c",
                """
                printf '%s.%s.' "$ID" "$TIMESTAMP" | cat - "$BODY" | openssl dgst -sha256 -mac HMAC \
                  -macopt "hexkey:$(printf %s "${SECRET#whsec_}" | base64 -d | od -An -vtx1 | tr -d ' \\n')" \
                  -binary | base64
                """)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile());
    builder.environment().put("ID", headers.get("webhook-id"));
    builder.environment().put("TIMESTAMP", headers.get("webhook-timestamp"));
    builder.environment().put("BODY", file.toString());
    builder.environment().put("SECRET", shown);
    assertThat(builder.start().waitFor()).isZero();

    assertThat(headers.get("webhook-timestamp")).isEqualTo("1795953600");
    assertThat(headers.get("webhook-signature"))
        .isEqualTo("v1," + Files.readString(folder.resolve("out")).strip());
    assertThat(shown).isEqualTo("whsec_" + Base64.getEncoder().encodeToString(key));
  }
}
