package dev.freehold.mail.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The properties of a message")
class MessagePropertiesTest {

  @Test
  void comeBackFromTheirJson() {
    MboxEnvelope envelope =
        new MboxEnvelope("From bob\u00E9 x\r\n", "\r\n", MboxQuoting.MBOXO, List.of(0, 7));
    for (MessageProperties properties :
        List.of(
            MessageProperties.NONE,
            MessageProperties.ofFile("\u00E9 \"a\".eml"),
            MessageProperties.ofMbox(envelope))) {
      assertThat(MessageProperties.fromJson(properties.toJson())).isEqualTo(properties);
    }
  }

  @Test
  void ofTheWorstMboxMessageAreWithinTheirLimit() {
    String escapes = "\u0001".repeat(MailLimits.MAX_FROM_LINE_BYTES - 6);
    int highest = Integer.MAX_VALUE - MailLimits.MAX_BARE_FROM_LINES;
    List<Integer> lines = IntStream.range(highest, Integer.MAX_VALUE).boxed().toList();
    MessageProperties worst =
        MessageProperties.ofMbox(
            new MboxEnvelope("From " + escapes + "\n", "\r\n", MboxQuoting.MBOXRD, lines));
    assertThat(worst.toJson()).hasSizeLessThan(MailLimits.MAX_PROPERTIES_BYTES);
    MessageProperties both =
        new MessageProperties(
            Optional.of("\u0001".repeat(MailLimits.MAX_FILE_NAME_CHARS)), worst.mbox());
    assertThatThrownBy(both::toJson).isInstanceOf(MailException.class);
  }

  @Test
  void leaveOutAFileNameThatIsNone() {
    assertThat(MessageProperties.ofFile("a/b").fileName()).isEmpty();
    assertThat(MessageProperties.ofFile("a".repeat(256)).fileName()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{\"other\":1}",
        "{} {}",
        "{\"fileName\":\"a/b\"}",
        "{\"mbox\":{}}",
        "{\"mbox\":{\"fromLine\":\"From a\",\"tail\":\"\",\"quoting\":\"MBOXRD\","
            + "\"bareFromLines\":[]}}",
        "{\"mbox\":{\"fromLine\":\"From a\\n\",\"tail\":\"x\",\"quoting\":\"MBOXRD\","
            + "\"bareFromLines\":[]}}",
        "{\"mbox\":{\"fromLine\":\"From a\\n\",\"tail\":\"\",\"quoting\":\"MBOXRD\","
            + "\"bareFromLines\":[3,3]}}",
        "{\"mbox\":{\"fromLine\":\"From a\\n\",\"tail\":\"\",\"quoting\":null,"
            + "\"bareFromLines\":[3]}}"
      })
  void areRefusedInAnyOtherForm(String json) {
    assertThatThrownBy(() -> MessageProperties.fromJson(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            MailException.class,
            e -> assertThat(e.error()).isEqualTo(MailError.PROPERTIES_INVALID));
  }
}
