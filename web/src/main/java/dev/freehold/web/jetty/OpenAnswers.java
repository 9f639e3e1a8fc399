package dev.freehold.web.jetty;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** The answers of one listener that are open. When it stops, they end. Thread-safe. */
final class OpenAnswers {

  private final Set<JettyOpenAnswer> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch stopped = new CountDownLatch(1);

  void add(JettyOpenAnswer answer) {
    open.add(answer);
    if (isStopped()) {
      answer.close();
    }
  }

  void remove(JettyOpenAnswer answer) {
    open.remove(answer);
  }

  /** Ends all, and those that are opened later. */
  void stop() {
    stopped.countDown();
    open.forEach(JettyOpenAnswer::close);
  }

  boolean isStopped() {
    return stopped.getCount() == 0;
  }
}
