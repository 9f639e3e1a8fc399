package dev.freehold.content.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.content.ContentLimits;
import dev.freehold.content.store.ObjectInspection;
import dev.freehold.content.store.StoreFixture;
import dev.freehold.custody.jobs.ForegroundLoad;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A scrub")
class ScrubPaceTest {

  private static final int OBJECTS = 2 * ContentLimits.SCRUB_BUSY_PAGE_ROWS + 1;

  @TempDir private Path folder;

  @Test
  void pausesAfterFewObjectsWhileSomebodyWaitsAndNotAtAllOtherwise() {
    try (StoreFixture store = new StoreFixture(Dialect.SQLITE, folder)) {
      for (int i = 0; i < OBJECTS; i++) {
        store.store(new byte[1]);
      }

      assertThat(pauses(store, () -> true)).hasSizeGreaterThanOrEqualTo(3);
      assertThat(pauses(store, () -> false)).isEmpty();
    }
  }

  private static List<Duration> pauses(StoreFixture store, ForegroundLoad load) {
    List<Duration> pauses = new ArrayList<>();
    Scrub scrub =
        new Scrub(
            store.database,
            new ObjectInspection(store.parts(store.blobs)),
            List.of(),
            load,
            pauses::add,
            store.clock);
    ScrubState begun = scrub.begin(false).orElseThrow();
    assertThat(scrub.run(begun).orElseThrow().done()).isEqualTo(OBJECTS);
    return pauses;
  }
}
