package dev.freehold.server.testing;

import dev.freehold.persistence.Database;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A database at which something happens just before each write transaction. */
public final class WatchedDatabase {

  private WatchedDatabase() {}

  /** The same database, at which {@code event} comes before each write. */
  public static Database of(Database database, Runnable event) {
    return (Database)
        Proxy.newProxyInstance(
            Database.class.getClassLoader(),
            new Class<?>[] {Database.class},
            (_, method, arguments) -> {
              if (method.getName().equals("write")) {
                event.run();
              }
              try {
                return method.invoke(database, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }
}
