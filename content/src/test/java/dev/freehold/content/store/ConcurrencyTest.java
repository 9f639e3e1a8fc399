package dev.freehold.content.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.content.blob.Blobs;
import dev.freehold.content.sweep.SweepSettings;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcurrencyTest {

  private static final int THREADS = 64;
  private static final int OBJECTS_PER_THREAD = 5;

  @TempDir Path folder;

  @Test
  @DisplayName("64 threads seal, read, release and sweep at once, and each finds its own objects")
  void threads() throws Exception {
    try (StoreFixture fixture = new StoreFixture(Dialect.SQLITE, folder);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      fixture.sweeper(SweepSettings.DEFAULT).run();
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        running.add(threads.submit(() -> storeAndRead(fixture, thread)));
      }
      running.add(threads.submit(() -> fixture.sweeper(SweepSettings.DEFAULT).run()));
      for (Future<?> one : running) {
        one.get();
      }
      assertThat(fixture.objects.usage(fixture.ownerKey).objects())
          .isEqualTo((long) THREADS * (OBJECTS_PER_THREAD - 1));
    }
  }

  private static void storeAndRead(StoreFixture fixture, int thread) {
    List<UUID> stored = new ArrayList<>();
    for (int i = 0; i < OBJECTS_PER_THREAD; i++) {
      stored.add(fixture.store(contentOf(thread, i)));
    }
    for (int i = 0; i < OBJECTS_PER_THREAD; i++) {
      assertThat(fixture.read(stored.get(i))).isEqualTo(contentOf(thread, i));
    }
    fixture.release(stored.getFirst());
  }

  private static byte[] contentOf(int thread, int number) {
    return Blobs.bytes(thread * 100L + number, 1000 + 7919 * number);
  }
}
