package dev.freehold.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaggedContentTest {

  private static final String OBJECT = "files:keep/p0/00001";

  @ParameterizedTest
  @ValueSource(ints = {1, 72, 73, 5_000})
  void itsTagIsReadBack(int bytes) {
    byte[] content = TaggedContent.of(OBJECT, "a-1", bytes);
    assertThat(TaggedContent.tag(OBJECT, content)).isEqualTo("a-1");
    assertThat(content).isEqualTo(TaggedContent.of(OBJECT, "a-1", bytes));
    String delivered = "Return-Path: <a@b>\r\n" + new String(content, StandardCharsets.US_ASCII);
    assertThat(TaggedContent.tag(OBJECT, delivered.getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo("a-1");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 40, 300, 799})
  void aContentThatIsCutShortIsDamaged(int length) {
    byte[] content = TaggedContent.of(OBJECT, "a-1", 500);
    byte[] cut = Arrays.copyOf(content, Math.min(length, content.length - 1));
    assertThat(TaggedContent.tag(OBJECT, cut)).startsWith("damaged: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"files:keep/p0/00002", "mail:keep-alice"})
  void aContentOfAnotherObjectIsDamaged(String other) {
    assertThat(TaggedContent.tag(other, TaggedContent.of(OBJECT, "a-1", 500)))
        .isEqualTo("damaged: a-1 of " + OBJECT);
  }
}
