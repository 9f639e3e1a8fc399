package dev.freehold.persistence;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.config.JdbiConfig;

/**
 * Objects that every transaction of a database carries, such as the keys that check its rows: one
 * object of each class, added once after the database was opened. Code that is given a transaction
 * finds them there, so no code can reach the rows without them. They count the statements of all
 * these transactions, too. Safe for use by many threads.
 */
public final class Attachments implements JdbiConfig<Attachments> {

  private volatile Map<Class<?>, Object> byClass = new ConcurrentHashMap<>();
  private volatile LongAdder statements = new LongAdder();

  /** Holds nothing yet; used by a database, and by JDBI. */
  public Attachments() {}

  /** The attachments of the transaction's database. */
  public static Attachments of(Handle tx) {
    return tx.getConfig(Attachments.class);
  }

  /**
   * Puts an object in.
   *
   * @throws IllegalStateException if there is one of this class
   */
  public <T> void put(Class<T> type, T attached) {
    if (byClass.putIfAbsent(type, attached) != null) {
      throw new IllegalStateException("the database carries a %s already".formatted(type));
    }
  }

  /**
   * The object of this class.
   *
   * @throws IllegalStateException if none was put in
   */
  public <T> T get(Class<T> type) {
    Object attached = byClass.get(type);
    if (attached == null) {
      throw new IllegalStateException(
          "the database carries no %s; put one in before its rows are used".formatted(type));
    }
    return type.cast(attached);
  }

  /** Makes these the same as {@code other}, now and later. */
  public void share(Attachments other) {
    byClass = other.byClass;
    statements = other.statements;
  }

  /** How many statements ran since the database was opened. */
  public long statements() {
    return statements.sum();
  }

  void countStatement() {
    statements.increment();
  }

  /** Every handle of the database has the same ones. */
  @Override
  public Attachments createCopy() {
    return this;
  }
}
