package dev.freehold.server.features.purge;

import dev.freehold.content.blob.BlobStore;
import dev.freehold.content.purge.FreeingReport;
import dev.freehold.content.purge.OwnerFreeing;
import dev.freehold.content.purge.OwnerRemains;
import dev.freehold.custody.jobs.ForegroundLoad;
import dev.freehold.custody.purge.PurgeCases;
import dev.freehold.persistence.Database;
import dev.freehold.server.features.Basics;
import dev.freehold.server.features.Closer;
import dev.freehold.server.features.Recurring;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the content that purges have made unreadable: after each purge on this node, and from
 * time to time, for what another node or a killed process has left.
 */
public final class PurgedContent {

  private static final Logger LOG = LoggerFactory.getLogger(PurgedContent.class);
  private static final int MAX_OBJECTS = 1_000_000;

  private final Database database;
  private final OwnerFreeing freeing;
  private final Duration every;
  private final AtomicReference<Runnable> wake = new AtomicReference<>(() -> {});

  /**
   * Makes it from its parts.
   *
   * @param remains what modules keep of mailboxes and sites besides objects
   * @param load what it slows down for
   * @param every how often it looks by itself
   */
  public PurgedContent(
      Basics basics,
      BlobStore blobs,
      List<OwnerRemains> remains,
      ForegroundLoad load,
      Duration every) {
    this.database = basics.database();
    this.freeing =
        new OwnerFreeing(
            database,
            blobs,
            remains,
            load,
            pause -> LockSupport.parkNanos(pause.toNanos()),
            basics.clock(),
            MAX_OBJECTS);
    this.every = every;
  }

  /** Begins to look; what was freed is said to {@code cases}. */
  void start(PurgeCases cases, Closer closer) {
    Recurring recurring = closer.add(new Recurring("purged-content", every, () -> free(cases)));
    wake.set(recurring::wake);
  }

  /** A purge has ended on this node. */
  void purgeEnded() {
    wake.get().run();
  }

  private void free(PurgeCases cases) {
    FreeingReport report = freeing.run();
    if (report.hasDone()) {
      LOG.info("freed: {}", report);
    }
    // Names of folders were in clear; they are not to be left in the database's files.
    if (report.rows() > 0) {
      LOG.info("freed: {}", database.eraseFreed().words());
    }
    freeing
        .freedPurges()
        .forEach(purge -> cases.freed(purge.caseId(), purge.objects(), purge.bytes()));
  }
}
