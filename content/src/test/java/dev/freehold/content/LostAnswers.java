package dev.freehold.content;

import dev.freehold.persistence.Database;
import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** A database of which some transactions fail: before they do anything, or after their commit. */
public final class LostAnswers {

  /** How many of the next writes are done and answered with a failure. */
  public final AtomicInteger answers = new AtomicInteger();

  /** How many of the next writes are not done. */
  public final AtomicInteger writes = new AtomicInteger();

  /** The database that fails. */
  public final Database database;

  public LostAnswers(Database real) {
    this.database =
        (Database)
            Proxy.newProxyInstance(
                Database.class.getClassLoader(),
                new Class<?>[] {Database.class},
                (_, method, arguments) -> {
                  boolean isWrite = method.getName().equals("write");
                  failIf(isWrite && writes.getAndUpdate(LostAnswers::less) > 0);
                  Object result;
                  try {
                    result = method.invoke(real, arguments);
                  } catch (InvocationTargetException thrown) {
                    throw thrown.getCause();
                  }
                  failIf(isWrite && answers.getAndUpdate(LostAnswers::less) > 0);
                  return result;
                });
  }

  private static int less(int count) {
    return Math.max(0, count - 1);
  }

  private static void failIf(boolean fails) {
    if (fails) {
      throw new PersistenceException(PersistenceError.COMMIT_UNKNOWN, "lost by the test", null);
    }
  }
}
