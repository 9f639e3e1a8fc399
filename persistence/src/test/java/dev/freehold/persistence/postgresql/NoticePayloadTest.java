package dev.freehold.persistence.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The payload of a notice")
class NoticePayloadTest {

  private static final int POSTGRESQL_BYTES = 8_000;
  private static final UUID SELF = new UUID(1, 2);
  private static final UUID ROW = new UUID(3, 4);

  @Test
  @DisplayName("says who sends it and which rows changed")
  void rows() {
    assertThat(NoticePayload.parse(NoticePayload.changed(SELF, List.of(ROW))))
        .contains(new NoticePayload(SELF, false, Set.of(ROW)));
    assertThat(NoticePayload.parse(NoticePayload.beat(SELF)))
        .contains(new NoticePayload(SELF, false, Set.of()));
    assertThat(NoticePayload.parse(NoticePayload.anything(SELF)))
        .contains(new NoticePayload(SELF, true, Set.of()));
  }

  @Test
  @DisplayName("fits into what PostgreSQL takes, and more rows are nothing")
  void bound() {
    List<UUID> most = Stream.generate(UUID::randomUUID).limit(NoticePayload.MAX_IDS).toList();
    String longest = NoticePayload.changed(SELF, most);
    assertThat(longest).hasSizeLessThan(POSTGRESQL_BYTES);
    assertThat(NoticePayload.parse(longest).orElseThrow().ids())
        .containsExactlyInAnyOrderElementsOf(most);
    assertThat(NoticePayload.parse(longest + " " + ROW)).isEmpty();
  }

  @ParameterizedTest
  @DisplayName("is nothing if a process of ours did not write it")
  @ValueSource(
      strings = {
        "",
        " ",
        "*",
        "1-2-3-4-5",
        "00000000-0000-0001-0000-000000000002 ",
        "00000000-0000-0001-0000-000000000002  *",
        "00000000-0000-0001-0000-000000000002 * *",
        "00000000-0000-0001-0000-000000000002 3-0-0-0-4",
        "00000000-0000-0001-0000-00000000000g",
        "00000000-0000-0001-0000-000000000002 INBOX/secret-name-of-a-folder-of-36-c"
      })
  void stranger(String text) {
    assertThat(NoticePayload.parse(text)).isEmpty();
  }
}
