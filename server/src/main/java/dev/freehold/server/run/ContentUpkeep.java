package dev.freehold.server.run;

import dev.freehold.content.purge.FreeingReport;
import dev.freehold.content.purge.OwnerFreeing;
import dev.freehold.content.sweep.StoreBinding;
import dev.freehold.content.sweep.SweepSettings;
import dev.freehold.content.sweep.Sweeper;
import dev.freehold.custody.purge.PurgeCases;
import dev.freehold.files.maintenance.FileRemains;
import dev.freehold.mail.messages.MailRemains;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.features.Recurring;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done with content nobody asks for any more, again and again. */
final class ContentUpkeep {

  private static final Logger LOG = LoggerFactory.getLogger(ContentUpkeep.class);
  private static final int SWEEP_MAX_BLOBS = 50_000;
  private static final int SWEEP_MAX_RELEASED = 10_000;
  private static final int FREEING_MAX_OBJECTS = 1_000_000;

  private final ServerSettings settings;
  private final Stores stores;
  private final JobPart background;
  private final Clock clock;
  private final AtomicReference<Runnable> atPurge = new AtomicReference<>(() -> {});

  ContentUpkeep(ServerSettings settings, Stores stores, JobPart background, Clock clock) {
    this.settings = settings;
    this.stores = stores;
    this.background = background;
    this.clock = clock;
  }

  /** Removes blobs that no row names. */
  Recurring sweeping() {
    StoreBinding binding =
        new StoreBinding(stores.database(), stores.blobs(), stores.crypto().random());
    SweepSettings limits =
        new SweepSettings(
            settings.sweeping().grace(), readerGrace(), SWEEP_MAX_BLOBS, SWEEP_MAX_RELEASED);
    Sweeper sweeper = new Sweeper(stores.database(), stores.blobs(), binding, clock, limits);
    return new Recurring(
        "sweeper", settings.sweeping().interval(), () -> LOG.info("swept: {}", sweeper.run()));
  }

  /**
   * Removes what purges have made unreadable: when one has ended here, and from time to time, for
   * what another node or a process that was killed has left.
   */
  Recurring freeing(PurgeCases cases) {
    OwnerFreeing freeing =
        new OwnerFreeing(
            stores.database(),
            stores.blobs(),
            List.of(new MailRemains(), new FileRemains()),
            background.foreground(),
            pause -> LockSupport.parkNanos(pause.toNanos()),
            clock,
            FREEING_MAX_OBJECTS);
    Recurring recurring =
        new Recurring("purged-content", settings.sweeping().interval(), () -> free(freeing, cases));
    atPurge.set(recurring::wake);
    return recurring;
  }

  /** A purge has ended on this node. */
  void purgeEnded() {
    atPurge.get().run();
  }

  private void free(OwnerFreeing freeing, PurgeCases cases) {
    FreeingReport report = freeing.run();
    if (report.hasDone()) {
      LOG.info("freed: {}", report);
    }
    // Names of folders were in clear; they are not to be left in the database's files.
    if (report.rows() > 0) {
      LOG.info("freed: {}", stores.database().eraseFreed().words());
    }
    freeing
        .freedPurges()
        .forEach(purge -> cases.freed(purge.caseId(), purge.objects(), purge.bytes()));
  }

  /** A reader of a folder holds the file open; one of a remote store asks for the name again. */
  private Duration readerGrace() {
    return settings.remoteBlobs().isPresent()
        ? settings.sweeping().grace()
        : SweepSettings.DEFAULT_READER_GRACE;
  }
}
