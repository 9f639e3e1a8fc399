package dev.freehold.mail.format;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Modified UTF-7")
class ModifiedUtf7Test {

  @Test
  void encodesTheExampleOfTheStandard() {
    String example = "~peter/mail/\u53F0\u5317/\u65E5\u672C\u8A9E";
    assertThat(ModifiedUtf7.encode(example, "")).isEqualTo("~peter/mail/&U,BTFw-/&ZeVnLIqe-");
    assertThat(ModifiedUtf7.decode("~peter/mail/&U,BTFw-/&ZeVnLIqe-")).contains(example);
  }

  @Test
  void canHideADotThatWouldPartNames() {
    assertThat(ModifiedUtf7.encode("a.b&c", ".")).isEqualTo("a&AC4-b&-c");
    assertThat(ModifiedUtf7.decode("a&AC4-b&-c")).contains("a.b&c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"&", "&A", "&A-", "&***-"})
  void isRefusedWhereItIsBroken(String encoded) {
    assertThat(ModifiedUtf7.decode(encoded)).isEmpty();
  }

  @Property
  void isUndoneByDecoding(@ForAll @NotBlank String text) {
    boolean whole =
        text.equals(
            new String(text.codePoints().toArray(), 0, text.codePointCount(0, text.length())));
    if (whole && text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
      assertThat(ModifiedUtf7.decode(ModifiedUtf7.encode(text, "."))).contains(text);
    }
  }
}
