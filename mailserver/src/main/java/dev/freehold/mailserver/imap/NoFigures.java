package dev.freehold.mailserver.imap;

import java.time.Duration;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.metrics.api.TimeMetric;
import org.reactivestreams.Publisher;

/** Measures nothing for James: the listener counts what is of interest. */
final class NoFigures implements MetricFactory {

  @Override
  public Metric generate(String name) {
    return new Nothing();
  }

  @Override
  public TimeMetric timer(String name) {
    return new NoTime(name);
  }

  @Override
  public <T> Publisher<T> decoratePublisherWithTimerMetric(String name, Publisher<T> publisher) {
    return publisher;
  }

  @Override
  @SuppressWarnings("deprecation")
  public <T> Publisher<T> decoratePublisherWithTimerMetricLogP99(
      String name, Publisher<T> publisher) {
    return publisher;
  }

  private record Nothing() implements Metric {

    @Override
    public void increment() {
      // Nothing is counted.
    }

    @Override
    public void decrement() {
      // As above.
    }

    @Override
    public void add(int value) {
      // As above.
    }

    @Override
    public void remove(int value) {
      // As above.
    }

    @Override
    public long getCount() {
      return 0;
    }
  }

  private record NoTime(String name) implements TimeMetric, TimeMetric.ExecutionResult {

    @Override
    public ExecutionResult stopAndPublish() {
      return this;
    }

    @Override
    public Duration elasped() {
      return Duration.ZERO;
    }

    @Override
    @SuppressWarnings("deprecation")
    public ExecutionResult logWhenExceedP99(Duration threshold) {
      return this;
    }
  }
}
