package dev.freehold.server.notifications.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.server.notifications.Fact;
import dev.freehold.server.notifications.Notification;
import dev.freehold.server.notifications.NotificationKind;
import java.net.URI;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The text of an e-mail")
class MailTextsTest {

  private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
  private final MailTexts texts = new MailTexts(URI.create("https://freehold.example:8443"));

  private static Notification notification(NotificationKind kind, Map<Fact, String> facts) {
    return new Notification(
        UUID.randomUUID(), UUID.randomUUID(), kind, "the-subject", facts, 1, NOON, NOON);
  }

  @ParameterizedTest
  @EnumSource(NotificationKind.class)
  @DisplayName("is there for each kind, names what it is about and how to get no more")
  void each(NotificationKind kind) {
    Map<Fact, String> facts = new EnumMap<>(Fact.class);
    for (Fact fact : Fact.values()) {
      facts.put(fact, "fact-" + fact.word());
    }
    Notification notification = notification(kind, facts);

    String subject = texts.subject(notification);
    String body = texts.body(notification);

    assertThat(subject + body).doesNotContainPattern("\\{[a-z]+}").doesNotContain("(unknown)");
    assertThat(subject).doesNotContain("\n").hasSizeLessThan(200);
    assertThat(body)
        .contains(notification.id().toString(), "{\"off\": [\"" + kind.word() + "\"]}")
        .endsWith("\n");
    assertThat(body.lines()).allMatch(line -> line.length() <= 160);
    if (kind != NotificationKind.TEST) {
      assertThat(subject).startsWith("fact-tenant: ");
      assertThat(body).contains("Whose turn it is");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ForbiddenByFirewall", "ForbiddenByConnection"})
  @DisplayName("says of a node that is not let in that nobody revoked a key")
  void notLetIn(String code) {
    Map<Fact, String> facts =
        Map.of(Fact.TENANT, "contoso", Fact.POLICY, "mail", Fact.ROOT, "the-key", Fact.CODE, code);
    Notification notification = notification(NotificationKind.ROOT_WRONG, facts);

    assertThat(texts.subject(notification))
        .isEqualTo(
            "contoso: the vault of a root key of mail does not let a node of the service in");
    assertThat(texts.body(notification))
        .contains("Nobody revoked the key by that", "the-key", code, "{\"off\": [\"root-wrong\"]}")
        .doesNotContain("(unknown)");
    assertThat(texts.body(notification).lines()).allMatch(line -> line.length() <= 160);
  }

  @ParameterizedTest
  @EnumSource(NotificationKind.class)
  @DisplayName("has a subject of one line, whatever a fact is")
  void oneLine(NotificationKind kind) {
    Map<Fact, String> facts = new EnumMap<>(Fact.class);
    for (Fact fact : Fact.values()) {
      facts.put(fact, "a\r\nBcc: somebody@elsewhere.example");
    }

    assertThat(texts.subject(notification(kind, facts))).doesNotContain("\r", "\n");
  }
}
