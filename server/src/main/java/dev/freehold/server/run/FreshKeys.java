package dev.freehold.server.run;

import dev.freehold.content.purge.ColdKeys;
import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.access.CachedKeyAccess;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.function.Function;

/** Access to keys that is made for one look: it asks the vaults and holds nothing afterwards. */
final class FreshKeys implements ColdKeys {

  private final Function<MeterRegistry, CachedKeyAccess> maker;

  /**
   * Makes it again for each look.
   *
   * @param maker makes access with nothing in memory, counted where it is told
   */
  FreshKeys(Function<MeterRegistry, CachedKeyAccess> maker) {
    this.maker = maker;
  }

  @Override
  public <R> R look(Function<KeyAccess, R> look) {
    // Counted nowhere: these are no opens that anybody asked for.
    SimpleMeterRegistry uncounted = new SimpleMeterRegistry();
    try (CachedKeyAccess fresh = maker.apply(uncounted)) {
      return look.apply(fresh);
    } finally {
      uncounted.close();
    }
  }
}
