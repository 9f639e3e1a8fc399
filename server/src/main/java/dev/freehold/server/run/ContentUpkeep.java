package dev.freehold.server.run;

import dev.freehold.content.sweep.StoreBinding;
import dev.freehold.content.sweep.SweepSettings;
import dev.freehold.content.sweep.Sweeper;
import dev.freehold.persistence.time.TwoClocks;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.features.Recurring;
import dev.freehold.server.stores.Stores;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done with content nobody asks for any more, again and again. */
final class ContentUpkeep {

  private static final Logger LOG = LoggerFactory.getLogger(ContentUpkeep.class);
  private static final int MAX_BLOBS = 50_000;
  private static final int MAX_RELEASED = 10_000;

  private ContentUpkeep() {}

  /** Removes blobs that no row names. */
  static Recurring sweeping(ServerSettings settings, Stores stores, Clock clock) {
    StoreBinding binding =
        new StoreBinding(stores.database(), stores.blobs(), stores.crypto().random());
    SweepSettings limits =
        new SweepSettings(
            settings.sweeping().grace(),
            readerGrace(settings),
            MAX_BLOBS,
            MAX_RELEASED,
            settings.sweeping().interval());
    Sweeper sweeper =
        new Sweeper(
            stores.database(),
            stores.blobs(),
            binding,
            TwoClocks.of(stores.database(), clock),
            limits);
    return new Recurring(
        "sweeper", settings.sweeping().interval(), () -> LOG.info("swept: {}", sweeper.run()));
  }

  /** A reader of a folder holds the file open; one of a remote store asks for the name again. */
  private static Duration readerGrace(ServerSettings settings) {
    return settings.remoteBlobs().isPresent()
        ? settings.sweeping().grace()
        : SweepSettings.DEFAULT_READER_GRACE;
  }
}
