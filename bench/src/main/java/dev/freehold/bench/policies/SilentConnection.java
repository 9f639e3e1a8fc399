package dev.freehold.bench.policies;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;

/**
 * A connection to no database: what is looked for is not there, what is changed changes nothing,
 * and a change that returns something returns one row of zeros.
 */
final class SilentConnection implements InvocationHandler {

  private final boolean hasRow;

  private SilentConnection(boolean hasRow) {
    this.hasRow = hasRow;
  }

  static Connection open() {
    return (Connection) answering(Connection.class, false);
  }

  /** The connection, or one of its statements or results. */
  private static Object answering(Class<?> type, boolean hasRow) {
    return Proxy.newProxyInstance(
        SilentConnection.class.getClassLoader(),
        new Class<?>[] {type},
        new SilentConnection(hasRow));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) {
    Class<?> type = method.getReturnType();
    return switch (method.getName()) {
      case "prepareStatement" ->
          answering(type, !arguments[0].toString().stripLeading().startsWith("SELECT"));
      case "executeQuery" -> answering(type, hasRow);
      case "next" -> hasRow;
      default -> zero(type);
    };
  }

  private static Object zero(Class<?> type) {
    return type == void.class ? null : Array.get(Array.newInstance(type, 1), 0);
  }
}
