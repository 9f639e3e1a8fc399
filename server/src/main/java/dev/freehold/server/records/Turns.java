package dev.freehold.server.records;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.web.http.RequestRefusedException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Limits how many answers about one ledger are made at a time: each needs some megabytes, and the
 * heap is small. No tenant gets all turns. A request that gets none is told to try again, because
 * waiting here would block other requests. Thread-safe.
 */
public final class Turns {

  private static final int MAX_TURNS = 8;
  private static final int MAX_TURNS_OF_A_TENANT = 4;

  private final int max;
  private final int maxOfTenant;

  @GuardedBy("this")
  private final Map<UUID, Integer> taken = new HashMap<>();

  @GuardedBy("this")
  private int all;

  /** The usual number of turns of a ledger. */
  public Turns() {
    this(MAX_TURNS, MAX_TURNS_OF_A_TENANT);
  }

  /** The given numbers of turns. */
  public Turns(int max, int maxOfTenant) {
    this.max = max;
    this.maxOfTenant = maxOfTenant;
  }

  /**
   * Makes an answer for a tenant.
   *
   * @throws RequestRefusedException BUSY if there is no turn
   */
  <T> T take(UUID tenantId, Supplier<T> answer) {
    begin(tenantId);
    try {
      return answer.get();
    } finally {
      end(tenantId);
    }
  }

  private synchronized void begin(UUID tenantId) {
    int own = taken.getOrDefault(tenantId, 0);
    if (all >= max || own >= maxOfTenant) {
      throw RequestRefusedException.busy();
    }
    taken.put(tenantId, own + 1);
    all++;
  }

  private synchronized void end(UUID tenantId) {
    taken.computeIfPresent(tenantId, (_, own) -> own == 1 ? null : own - 1);
    all--;
  }
}
