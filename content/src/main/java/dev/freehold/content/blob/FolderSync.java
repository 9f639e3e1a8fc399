package dev.freehold.content.blob;

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

  private final class Group {
    private final Path folder;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition flushed = lock.newCondition();
    private long lastTicket;
    private long durableUpTo;
    private long failedUpTo;
    private boolean flushing;

    Group(Path folder) {
      this.folder = folder;
    }

    void sync() throws IOException {
      lock.lock();
      try {
        long ticket = ++lastTicket;
        while (durableUpTo < ticket) {
          if (failedUpTo >= ticket) {
            // The kernel reports a failed flush once and then forgets it: asking again would be
            // answered with a success that means nothing.
            throw new IOException("another writer's flush of the same folder failed");
          }
          if (flushing) {
            flushed.awaitUninterruptibly();
          } else {
            flush();
          }
        }
      } finally {
        lock.unlock();
      }
    }

    private void flush() throws IOException {
      long upTo = lastTicket;
      flushing = true;
      boolean failed = true;
      lock.unlock();
      try {
        disk.syncFolder(folder);
        failed = false;
      } catch (ClosedByInterruptException interrupted) {
        // One writer was cancelled; that says nothing about the disk, so the others try again.
        upTo = 0;
        throw interrupted;
      } finally {
        lock.lock();
        flushing = false;
        if (failed) {
          failedUpTo = Math.max(failedUpTo, upTo);
        } else {
          durableUpTo = upTo;
        }
        flushed.signalAll();
      }
    }
  }
}
