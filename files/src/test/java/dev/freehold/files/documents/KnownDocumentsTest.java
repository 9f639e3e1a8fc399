package dev.freehold.files.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Rows that documents were in last")
class KnownDocumentsTest {

  private static final UUID SITE = new UUID(1, 1);
  private static final UUID ROW = new UUID(3, 3);

  private final KnownDocuments known = new KnownDocuments();

  private static byte[] name(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("are found by site and name")
  void found() {
    known.put(SITE, name("a"), ROW);
    assertThat(known.find(SITE, name("a"))).contains(ROW);
    assertThat(known.find(SITE, name("b"))).isEmpty();
    assertThat(known.find(new UUID(1, 2), name("a"))).isEmpty();
  }

  @Test
  @DisplayName("are not mixed up where names have the same hash in Java")
  void sameHash() {
    known.put(SITE, name("Aa"), ROW);
    assertThat(known.find(SITE, name("BB"))).isEmpty();
  }

  @Test
  @DisplayName("are forgotten sooner or later, so that there are never more than places for them")
  void bounded() {
    int count = 1 << 18;
    for (int i = 0; i < count; i++) {
      known.put(SITE, name("document " + i), new UUID(i, i));
    }
    int still = 0;
    for (int i = 0; i < count; i++) {
      still += known.find(SITE, name("document " + i)).isPresent() ? 1 : 0;
    }
    assertThat(still).isBetween(1 << 15, 1 << 16);
  }
}
