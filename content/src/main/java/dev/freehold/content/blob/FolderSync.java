package dev.freehold.content.blob;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes names in folders durable, where all who come while one flush of a folder is under way share
 * the next one.
 */
final class FolderSync {

  private final Disk disk;
  private final ConcurrentMap<Path, Group> groups = new ConcurrentHashMap<>();

  FolderSync(Disk disk) {
    this.disk = disk;
  }

  /** Returns when every name that was in {@code folder} before this call is durable. */
  void sync(Path folder) throws IOException {
    groups.computeIfAbsent(folder, Group::new).sync();
  }

  private enum Outcome {
    WAITING,
    DURABLE,
    FAILED,
    CANCELLED
  }

  /** Those who share one flush, and so one outcome. */
  private static final class Batch {
    private Outcome outcome = Outcome.WAITING;
  }

  private final class Group {
    private final Path folder;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition flushed = lock.newCondition();

    @GuardedBy("lock")
    private Batch next = new Batch();

    @GuardedBy("lock")
    private boolean flushing;

    Group(Path folder) {
      this.folder = folder;
    }

    void sync() throws IOException {
      lock.lock();
      try {
        Batch mine = next;
        while (mine.outcome != Outcome.DURABLE) {
          if (mine.outcome == Outcome.FAILED) {
            throw new IOException("another writer's flush of the same folder failed");
          } else if (mine.outcome == Outcome.CANCELLED) {
            mine = next;
          } else if (flushing) {
            flushed.awaitUninterruptibly();
          } else {
            flush();
          }
        }
      } finally {
        lock.unlock();
      }
    }

    @GuardedBy("lock")
    private void flush() throws IOException {
      Batch batch = next;
      next = new Batch();
      flushing = true;
      Outcome outcome = Outcome.FAILED;
      lock.unlock();
      try {
        disk.syncFolder(folder);
        outcome = Outcome.DURABLE;
      } catch (ClosedByInterruptException interrupted) {
        // One writer was cancelled; that says nothing about the disk, so the others try again.
        outcome = Outcome.CANCELLED;
        throw interrupted;
      } finally {
        lock.lock();
        flushing = false;
        batch.outcome = outcome;
        if (outcome == Outcome.FAILED) {
          // The kernel reports a failed flush once and then forgets it: those whose names came
          // while it failed would be answered by the next one with a success that means nothing.
          next.outcome = Outcome.FAILED;
          next = new Batch();
        }
        flushed.signalAll();
      }
    }
  }
}
