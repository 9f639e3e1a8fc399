package dev.freehold.custody.jobs;

import dev.freehold.custody.testing.ForwardingDatabase;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.SqlWork;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A node's way to its database, which can be cut for good or stall for a while. */
final class FragileDatabase extends ForwardingDatabase {

  /** Whether the write at which the way is cut is there afterwards. */
  enum Cut {
    /** It never reached the database. */
    BEFORE,
    /** It was committed, and the node did not come to know. */
    AFTER
  }

  private final Cut cut;
  private final AtomicInteger writesLeft;
  private final AtomicInteger reads = new AtomicInteger();
  private volatile boolean broken;
  private volatile CountDownLatch stall = new CountDownLatch(0);

  /** Cut for good at the {@code n}-th write. */
  FragileDatabase(Database inner, Cut cut, int n) {
    super(inner);
    this.cut = cut;
    this.writesLeft = new AtomicInteger(n);
  }

  /** Whole until {@link #breakNow}. */
  FragileDatabase(Database inner) {
    this(inner, Cut.BEFORE, Integer.MAX_VALUE);
  }

  int reads() {
    return reads.get();
  }

  void breakNow() {
    broken = true;
  }

  boolean isBroken() {
    return broken;
  }

  /** From now on writes wait. */
  void stall() {
    stall = new CountDownLatch(1);
  }

  void goOn() {
    stall.countDown();
  }

  @Override
  public <R> R read(SqlWork<R> work) {
    requireWhole();
    reads.incrementAndGet();
    return inner.read(work);
  }

  @Override
  public <R> R write(SqlWork<R> work) {
    try {
      stall.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("the node was killed while it stalled", e);
    }
    requireWhole();
    boolean last = writesLeft.decrementAndGet() == 0;
    if (last) {
      broken = true;
    }
    if (last && cut == Cut.BEFORE) {
      requireWhole();
    }
    R result = inner.write(work);
    if (last) {
      requireWhole();
    }
    return result;
  }

  private void requireWhole() {
    if (broken) {
      throw new IllegalStateException("this node lost its database");
    }
  }
}
