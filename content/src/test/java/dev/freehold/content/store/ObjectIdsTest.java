package dev.freehold.content.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The ids of objects. */
class ObjectIdsTest {

  private static final int RUNS = 400;

  @Test
  @DisplayName("Ids are random UUIDs, no two are the same, and each run has one folder")
  void runs() {
    ObjectIds ids = new ObjectIds(StoreFixture.SUITE.random());
    List<UUID> drawn = new ArrayList<>();
    HashSet<String> folders = new HashSet<>();
    for (int run = 0; run < RUNS; run++) {
      HashSet<String> ofRun = new HashSet<>();
      for (int i = 0; i < ObjectIds.RUN_IDS; i++) {
        UUID id = ids.next();
        assertThat(id.version()).isEqualTo(4);
        assertThat(id.variant()).isEqualTo(2);
        drawn.add(id);
        ofRun.add(id.toString().substring(0, 2));
      }
      assertThat(ofRun).hasSize(1);
      folders.addAll(ofRun);
    }

    assertThat(drawn).doesNotHaveDuplicates();
    assertThat(folders).as("folders of %d runs".formatted(RUNS)).hasSizeGreaterThan(150);
  }
}
