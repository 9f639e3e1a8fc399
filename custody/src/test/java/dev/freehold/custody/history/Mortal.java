package dev.freehold.custody.history;

import dev.freehold.custody.bundles.BundleCopy;
import dev.freehold.custody.bundles.BundlePart;
import dev.freehold.custody.bundles.BundleSink;
import dev.freehold.custody.testing.ForwardingDatabase;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.SqlWork;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The life of one process: others have their turn around its writes, at any of which it may die.
 */
final class Mortal {

  private final Turns turns;
  private final Supplier<Death> fate;
  private volatile boolean dead;

  /** When a process dies. */
  enum Death {
    NOT_YET,
    BEFORE_THE_WRITE,
    AFTER_THE_WRITE
  }

  /**
   * @param fate is asked at every write
   */
  Mortal(Turns turns, Supplier<Death> fate) {
    this.turns = turns;
    this.fate = fate;
  }

  boolean isDead() {
    return dead;
  }

  private void requireAlive() {
    if (dead) {
      throw new NodeDiedError("the process has died");
    }
  }

  private NodeDiedError die(String when) {
    dead = true;
    return new NodeDiedError(when);
  }

  private <R> R reads(boolean yields, Supplier<R> read) {
    if (yields) {
      turns.pass();
    }
    requireAlive();
    R found = turns.quietly(read);
    requireAlive();
    return found;
  }

  private <R> R writes(boolean yields, Supplier<R> write) {
    if (yields) {
      turns.pass();
    }
    requireAlive();
    // Threads that are nobody's turn would die in no order.
    Death death = turns.isActor() ? fate.get() : Death.NOT_YET;
    if (death == Death.BEFORE_THE_WRITE) {
      throw die("before a write");
    }
    R result = turns.quietly(write);
    if (death == Death.AFTER_THE_WRITE) {
      throw die("after a write");
    }
    if (yields) {
      turns.pass();
    }
    requireAlive();
    return result;
  }

  private void writes(Runnable write) {
    writes(
        true,
        () -> {
          write.run();
          return 0;
        });
  }

  /**
   * @param yields whether others have their turn; not where a lock is held meanwhile
   */
  Database around(Database inner, boolean yields) {
    return new ForwardingDatabase(inner) {
      @Override
      public <R> R read(SqlWork<R> work) {
        return reads(yields, () -> inner.read(work));
      }

      @Override
      public <R> R write(SqlWork<R> work) {
        return writes(yields, () -> inner.write(work));
      }
    };
  }

  BundleSink around(BundleSink inner) {
    return new BundleSink() {
      @Override
      public void write(BundleCopy copy, byte[] document) {
        writes(() -> inner.write(copy, document));
      }

      @Override
      public void deleteOlder(BundleCopy kept) {
        writes(() -> inner.deleteOlder(kept));
      }

      @Override
      public void delete(BundlePart part) {
        writes(() -> inner.delete(part));
      }

      @Override
      public void writePack(UUID tenantId, UUID policyId, UUID packId, byte[] document) {
        writes(() -> inner.writePack(tenantId, policyId, packId, document));
      }

      @Override
      public void deletePacks(UUID tenantId, UUID policyId) {
        writes(() -> inner.deletePacks(tenantId, policyId));
      }

      @Override
      public List<UUID> packs(UUID tenantId, UUID policyId, UUID after, int max) {
        return reads(true, () -> inner.packs(tenantId, policyId, after, max));
      }

      @Override
      public Optional<byte[]> readPack(UUID tenantId, UUID policyId, UUID packId) {
        return reads(true, () -> inner.readPack(tenantId, policyId, packId));
      }

      @Override
      public void deletePack(UUID tenantId, UUID policyId, UUID packId) {
        writes(() -> inner.deletePack(tenantId, policyId, packId));
      }
    };
  }
}
