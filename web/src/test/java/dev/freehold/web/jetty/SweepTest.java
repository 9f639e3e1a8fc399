package dev.freehold.web.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A look at connections")
class SweepTest {

  /** The only one, so equal to whatever it is compared with. */
  private static final Connection CONNECTION =
      (Connection)
          Proxy.newProxyInstance(
              SweepTest.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (_, method, _) -> method.getName().equals("hashCode") ? (Object) 1 : true);

  private final List<Duration> sinceOpened = new ArrayList<>();
  private final ByHand scheduler = new ByHand();
  private long now = Long.MAX_VALUE - 1;

  private final Sweep sweep =
      new Sweep(
          scheduler,
          (_, openedNanos) -> nowNanos -> sinceOpened.add(Duration.ofNanos(nowNanos - openedNanos)),
          () -> now);

  /** Runs what is to be done when the test says so. */
  private static final class ByHand extends AbstractLifeCycle implements Scheduler {
    private final Deque<Runnable> tasks = new ArrayDeque<>();

    @Override
    public Task schedule(Runnable task, long delay, TimeUnit units) {
      tasks.add(task);
      return () -> tasks.remove(task);
    }
  }

  private void lookAfter(long millis) {
    now += TimeUnit.MILLISECONDS.toNanos(millis);
    scheduler.tasks.remove().run();
  }

  @Test
  @DisplayName("counts no time in which this process stood still")
  void stoodStill() throws Exception {
    sweep.start();
    sweep.onOpened(CONNECTION);
    lookAfter(500);
    lookAfter(3_500);
    lookAfter(500);

    assertThat(sinceOpened)
        .containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMillis(1_500));
  }

  @Test
  @DisplayName("counts for a connection that was opened afterwards from then on")
  void openedAfterwards() throws Exception {
    sweep.start();
    lookAfter(3_500);
    sweep.onOpened(CONNECTION);
    lookAfter(500);

    assertThat(sinceOpened).containsExactly(Duration.ofMillis(500));
  }
}
