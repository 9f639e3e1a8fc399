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
 * the next one. Nothing is kept of a folder in which nobody changes names.
 */
final class FolderSync {

  private final Disk disk;
  private final ConcurrentMap<Path, Group> groups = new ConcurrentHashMap<>();

  FolderSync(Disk disk) {
    this.disk = disk;
  }

  /** Changes names in a folder. */
  @FunctionalInterface
  interface Change {
    void make() throws IOException;
  }

  /** Makes {@code change} in {@code folder} and returns when it is durable. */
  void sync(Path folder, Change change) throws IOException {
    Group group =
        groups.compute(folder, (_, known) -> (known == null ? new Group(folder) : known).entered());
    try {
      long failuresBefore = group.failures();
      change.make();
      group.sync(failuresBefore);
    } finally {
      groups.computeIfPresent(folder, (_, known) -> known.left());
    }
  }

  /** How many folders there are in which somebody changes names. */
  int folders() {
    return groups.size();
  }

  private enum Outcome {
    WAITING,
    DURABLE,
    NOT_DURABLE
  }

  /** Those who share one flush, and so one outcome. */
  private static final class Batch {
    private Outcome outcome = Outcome.WAITING;
  }

  private final class Group {
    private final Path folder;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition flushed = lock.newCondition();

    /** How many are inside; changed by the map that has this, one at a time. */
    private int inside;

    @GuardedBy("lock")
    private Batch next = new Batch();

    @GuardedBy("lock")
    private boolean flushing;

    /**
     * The kernel reports a failed flush once and then forgets it: those whose names came while it
     * failed would be answered by the next one with a success that means nothing. So who finds
     * another number here than before the change of the name has failed too.
     */
    @GuardedBy("lock")
    private long failures;

    Group(Path folder) {
      this.folder = folder;
    }

    Group entered() {
      inside++;
      return this;
    }

    /** Null if nobody is inside any more. */
    Group left() {
      inside--;
      return inside == 0 ? null : this;
    }

    long failures() {
      lock.lock();
      try {
        return failures;
      } finally {
        lock.unlock();
      }
    }

    void sync(long failuresBefore) throws IOException {
      lock.lock();
      try {
        Batch mine = next;
        while (mine.outcome != Outcome.DURABLE) {
          if (failures != failuresBefore) {
            throw new IOException("another writer's flush of the same folder failed");
          } else if (mine.outcome == Outcome.NOT_DURABLE) {
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
      Outcome outcome = Outcome.NOT_DURABLE;
      boolean isFailure = true;
      lock.unlock();
      try {
        disk.syncFolder(folder);
        outcome = Outcome.DURABLE;
        isFailure = false;
      } catch (ClosedByInterruptException interrupted) {
        // One writer was cancelled; that says nothing about the disk, so the others try again.
        isFailure = false;
        throw interrupted;
      } finally {
        lock.lock();
        flushing = false;
        batch.outcome = outcome;
        failures += isFailure ? 1 : 0;
        flushed.signalAll();
      }
    }
  }
}
