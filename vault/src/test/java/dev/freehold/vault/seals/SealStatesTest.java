package dev.freehold.vault.seals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.vault.VaultException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The memory of the newest states, on a disk that fails or is slow. */
class SealStatesTest {

  private static final SealedThing FIRST = SealedThing.subscription(new UUID(0, 1));
  private static final SealedThing SECOND = SealedThing.subscription(new UUID(0, 2));
  private static final SealedThing THIRD = SealedThing.subscription(new UUID(0, 3));

  @TempDir Path folder;
  private volatile boolean full;
  private volatile CountDownLatch slow = new CountDownLatch(0);
  private final CountDownLatch writing = new CountDownLatch(1);

  /** A disk that takes half a record when it is full, and nothing while it is slow. */
  private final class Disk extends RandomAccessFile {

    Disk(Path path) throws IOException {
      super(path.toFile(), "rw");
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      if (slow.getCount() > 0) {
        writing.countDown();
        await(slow);
      }
      if (full) {
        write(bytes, 0, Math.min(bytes.length, MarkRecords.BYTES / 2));
        throw new IOException("no space left on device");
      }
      super.write(bytes);
    }
  }

  private SealStates open() {
    return SealStates.open(folder.resolve("seal-marks"), Disk::new);
  }

  private static Raise raise(SealedThing thing, long version) {
    return new Raise(thing, version, 7);
  }

  @Test
  void whatAFullDiskDidNotTakeIsWrittenWithTheNextMarkAndSpoilsNoLaterOne() {
    try (SealStates marks = open()) {
      marks.raise(List.of(raise(FIRST, 1)));
      full = true;
      assertThatThrownBy(() -> marks.raise(List.of(raise(FIRST, 2))))
          .isInstanceOf(VaultException.class);
      assertThat(marks.of(FIRST).orElseThrow().version()).isEqualTo(2);
      full = false;
      marks.raise(List.of(raise(SECOND, 1)));
      marks.raise(List.of(raise(THIRD, 1)));
    }
    try (SealStates marks = open()) {
      assertThat(marks.of(FIRST).orElseThrow().version()).isEqualTo(2);
      assertThat(marks.of(SECOND)).isPresent();
      assertThat(marks.of(THIRD)).isPresent();
    }
  }

  @Test
  void aMarkThatIsRaisedAgainAfterAFailureIsWrittenThen() {
    try (SealStates marks = open()) {
      full = true;
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> marks.raise(List.of(raise(FIRST, 1))))
            .isInstanceOf(VaultException.class);
      }
      full = false;
      marks.raise(List.of(raise(FIRST, 1)));
    }
    try (SealStates marks = open()) {
      assertThat(marks.of(FIRST)).isPresent();
    }
  }

  @Test
  @Timeout(60)
  void whoeverOnlyReadsWhatIsKnownWaitsForNoWriter() throws Exception {
    try (SealStates marks = open();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      marks.raise(List.of(raise(FIRST, 1)));
      slow = new CountDownLatch(1);
      Future<?> writer = threads.submit(() -> marks.raise(List.of(raise(SECOND, 1))));
      await(writing);
      marks.saw(raise(FIRST, 1));
      assertThat(marks.raised()).isEqualTo(2);
      assertThat(writer.isDone()).isFalse();
      slow.countDown();
      writer.get();
    }
  }

  @Test
  void onlyItsOwnerReadsTheFile() throws IOException {
    Path file = folder.resolve("seal-marks");
    try (SealStates marks = open()) {
      marks.raise(List.of(raise(FIRST, 1)));
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
