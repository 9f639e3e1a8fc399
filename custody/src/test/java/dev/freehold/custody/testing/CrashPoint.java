package dev.freehold.custody.testing;

import dev.freehold.custody.Requester;
import dev.freehold.custody.bundles.BundleCopy;
import dev.freehold.custody.bundles.BundlePart;
import dev.freehold.custody.bundles.BundleSink;
import dev.freehold.custody.jobs.JobKind;
import dev.freehold.custody.jobs.JobOutcome;
import dev.freehold.custody.jobs.JobStep;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.SqlWork;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The n-th write of a job, before or after which the step that makes it is torn off. What the step
 * would have done next is lost, and it begins again from what is durable, as after a crash.
 */
public final class CrashPoint {

  private final AtomicInteger writesLeft;
  private final boolean afterwards;
  private final Runnable beforeEach;

  /** Counts writes from 1. */
  public CrashPoint(int n, boolean afterwards) {
    this.writesLeft = new AtomicInteger(n);
    this.afterwards = afterwards;
    this.beforeEach = () -> {};
  }

  /** Never crashes; {@code beforeEach} runs before each write. */
  public CrashPoint(Runnable beforeEach) {
    this.writesLeft = new AtomicInteger(Integer.MAX_VALUE);
    this.afterwards = false;
    this.beforeEach = beforeEach;
  }

  public boolean isReached() {
    return writesLeft.get() <= 0;
  }

  private <R> R at(Supplier<R> write) {
    beforeEach.run();
    boolean here = writesLeft.decrementAndGet() == 0;
    if (here && !afterwards) {
      throw new IllegalStateException("crash before a write");
    }
    R result = write.get();
    if (here) {
      throw new IllegalStateException("crash after a write");
    }
    return result;
  }

  private void run(Runnable write) {
    at(
        () -> {
          write.run();
          return 0;
        });
  }

  public BundleSink around(BundleSink inner) {
    return new BundleSink() {
      @Override
      public void write(BundleCopy copy, byte[] document) {
        run(() -> inner.write(copy, document));
      }

      @Override
      public void deleteOlder(BundleCopy kept) {
        run(() -> inner.deleteOlder(kept));
      }

      @Override
      public void delete(BundlePart part) {
        run(() -> inner.delete(part));
      }

      @Override
      public void writePack(UUID tenantId, UUID policyId, UUID packId, byte[] document) {
        run(() -> inner.writePack(tenantId, policyId, packId, document));
      }

      @Override
      public void deletePacks(UUID tenantId, UUID policyId) {
        run(() -> inner.deletePacks(tenantId, policyId));
      }

      @Override
      public List<UUID> packs(UUID tenantId, UUID policyId, UUID after, int max) {
        return inner.packs(tenantId, policyId, after, max);
      }

      @Override
      public Optional<byte[]> readPack(UUID tenantId, UUID policyId, UUID packId) {
        return inner.readPack(tenantId, policyId, packId);
      }

      @Override
      public void deletePack(UUID tenantId, UUID policyId, UUID packId) {
        run(() -> inner.deletePack(tenantId, policyId, packId));
      }
    };
  }

  public Database around(Database inner) {
    return new CrashingDatabase(inner, this);
  }

  public JobKind around(JobKind inner) {
    return new JobKind() {
      @Override
      public String name() {
        return inner.name();
      }

      @Override
      public JobOutcome step(JobStep step) {
        return inner.step(new CrashingStep(step, CrashPoint.this));
      }

      @Override
      public JobOutcome finish(JobStep step) {
        return inner.finish(new CrashingStep(step, CrashPoint.this));
      }
    };
  }

  private record CrashingStep(JobStep inner, CrashPoint point) implements JobStep {

    private <T> T of(Function<JobStep, T> what) {
      return what.apply(inner);
    }

    @Override
    public UUID jobId() {
      return of(JobStep::jobId);
    }

    @Override
    public UUID tenantId() {
      return of(JobStep::tenantId);
    }

    @Override
    public UUID subjectId() {
      return of(JobStep::subjectId);
    }

    @Override
    public Map<String, String> parameters() {
      return of(JobStep::parameters);
    }

    @Override
    public int shard() {
      return of(JobStep::shard);
    }

    @Override
    public int shards() {
      return of(JobStep::shards);
    }

    @Override
    public String position() {
      return of(JobStep::position);
    }

    @Override
    public int budgetItems() {
      return of(JobStep::budgetItems);
    }

    @Override
    public Requester requester() {
      return of(JobStep::requester);
    }

    @Override
    public <R> R commit(String newPosition, long items, long bytes, SqlWork<R> work) {
      return point.at(() -> inner.commit(newPosition, items, bytes, work));
    }

    @Override
    public void conclude(Map<String, String> statement, SqlWork<Void> work) {
      point.run(() -> inner.conclude(statement, work));
    }
  }

  private static final class CrashingDatabase extends ForwardingDatabase {

    private final CrashPoint point;

    CrashingDatabase(Database inner, CrashPoint point) {
      super(inner);
      this.point = point;
    }

    @Override
    public <R> R write(SqlWork<R> work) {
      return point.at(() -> inner.write(work));
    }
  }
}
