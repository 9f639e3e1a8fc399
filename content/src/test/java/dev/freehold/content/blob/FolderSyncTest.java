package dev.freehold.content.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FolderSyncTest {

  private static final Path FOLDER = Path.of("folder");
  private static final int FOLLOWERS = 20;

  @Test
  @DisplayName("Those who come during a flush share the next one")
  void flushesAreShared() throws Exception {
    GatedDisk disk = new GatedDisk(0);
    assertThat(flushAll(disk)).containsOnly(true);
    assertThat(disk.flushes.get()).isEqualTo(2);
  }

  @Test
  @DisplayName(
      "A failed flush fails all who shared it, because the kernel reports the error only once")
  void failureIsForAll() throws Exception {
    GatedDisk disk = new GatedDisk(2);
    List<Boolean> flushed = flushAll(disk);
    assertThat(flushed.getFirst()).isTrue();
    assertThat(flushed.subList(1, flushed.size())).containsOnly(false);
    assertThat(disk.flushes.get()).isEqualTo(2);
  }

  @Test
  @DisplayName("A failed flush also fails those who joined while it was under way")
  void failureIsForThoseWhoCameDuringIt() throws Exception {
    GatedDisk disk = new GatedDisk(1);
    assertThat(flushAll(disk)).containsOnly(false);
    assertThat(disk.flushes.get()).isEqualTo(1);
  }

  @Test
  @DisplayName("It fails those, too, whose names came while it was under way and who ask later")
  void failureIsForThoseWhoAskLater() {
    GatedDisk disk = new GatedDisk(1);
    disk.gate.countDown();
    FolderSync sync = new FolderSync(disk);
    assertThatThrownBy(() -> sync.sync(FOLDER, () -> assertThat(flush(sync)).isFalse()))
        .isInstanceOf(IOException.class);
    assertThat(flush(sync)).isTrue();
    assertThat(disk.flushes.get()).isEqualTo(2);
  }

  @Test
  @DisplayName("Nothing is kept of a folder when its names are durable, or when that failed")
  void keepsNothing() {
    GatedDisk disk = new GatedDisk(2);
    disk.gate.countDown();
    FolderSync sync = new FolderSync(disk);
    assertThat(flush(sync)).isTrue();
    assertThat(flush(sync)).isFalse();
    assertThatThrownBy(
            () ->
                sync.sync(
                    FOLDER,
                    () -> {
                      assertThat(sync.folders()).isEqualTo(1);
                      throw new IOException("no room for the name");
                    }))
        .hasMessage("no room for the name");
    assertThat(sync.folders()).isZero();
  }

  /** The first flush is under way until all the others wait for the second. */
  private static List<Boolean> flushAll(GatedDisk disk) throws Exception {
    FolderSync sync = new FolderSync(disk);
    List<FutureTask<Boolean>> tasks = new ArrayList<>();
    List<Thread> followers = new ArrayList<>();
    tasks.add(new FutureTask<>(() -> flush(sync)));
    Thread.ofVirtual().start(tasks.getFirst());
    assertThat(disk.entered.await(1, TimeUnit.MINUTES)).isTrue();
    for (int i = 0; i < FOLLOWERS; i++) {
      FutureTask<Boolean> task = new FutureTask<>(() -> flush(sync));
      tasks.add(task);
      followers.add(Thread.ofVirtual().start(task));
    }
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!followers.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING)) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
    disk.gate.countDown();
    List<Boolean> flushed = new ArrayList<>();
    for (FutureTask<Boolean> task : tasks) {
      flushed.add(task.get(1, TimeUnit.MINUTES));
    }
    return flushed;
  }

  private static boolean flush(FolderSync sync) {
    try {
      sync.sync(FOLDER, () -> {});
      return true;
    } catch (IOException failed) {
      return false;
    }
  }

  /** Holds the first flush until the gate opens; one of them fails if asked to. */
  private static final class GatedDisk implements Disk {
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger flushes = new AtomicInteger();
    private final int failing;

    GatedDisk(int failing) {
      this.failing = failing;
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
      int number = flushes.incrementAndGet();
      if (number == 1) {
        entered.countDown();
        try {
          gate.await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
      if (number == failing) {
        throw new IOException("Input/output error");
      }
    }

    @Override
    public DiskFile createFile(Path file) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel openFile(Path file) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void createFolder(Path folder) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void rename(Path from, Path to) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void delete(Path file) {
      throw new UnsupportedOperationException();
    }
  }
}
