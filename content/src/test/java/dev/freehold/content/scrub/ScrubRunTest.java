package dev.freehold.content.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.content.LostAnswers;
import dev.freehold.content.store.ObjectInspection;
import dev.freehold.content.store.StoreFixture;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A run of a scrub")
class ScrubRunTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private StoreFixture store;
  private LostAnswers lost;
  private Scrub scrub;
  private ScrubRun run;

  @BeforeEach
  void open(@TempDir Path folder) {
    store = new StoreFixture(Dialect.SQLITE, folder);
    lost = new LostAnswers(store.database);
    scrub =
        new Scrub(
            store.database,
            new ObjectInspection(store.parts(store.blobs)),
            List.of(),
            () -> false,
            _ -> {},
            store.clock);
    run = new ScrubRun(lost.database, store.clock, scrub.begin(false).orElseThrow(), () -> false);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void find(String subject) {
    run.found(store.owner, "object-corrupt", subject);
    store.clock.advance(SECOND);
    run.checked(0);
  }

  @Test
  @DisplayName("goes on when the answer to a commit was lost, and has each finding once")
  void lostAnswer() {
    lost.answers.set(1);
    find("one");
    find("two");
    lost.writes.set(1);
    find("three");
    run.end();
    assertThat(scrub.findings(0, 10))
        .extracting(ScrubFinding::subject)
        .containsExactly("one", "two", "three");
    assertThat(scrub.last().orElseThrow().done()).isEqualTo(3);
    assertThat(scrub.last().orElseThrow().unchecked()).isZero();
  }

  @Test
  @DisplayName("is heard of after the clock was set back, so that no other begins beside it")
  void clockSetBack() {
    store.clock.advance(Duration.ofHours(-1));
    run.checked(0);
    assertThat(scrub.last().orElseThrow().isUnderWay(store.clock.instant())).isTrue();
    assertThat(scrub.begin(false)).isEmpty();
  }
}
