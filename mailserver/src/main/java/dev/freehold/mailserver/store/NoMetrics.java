package dev.freehold.mailserver.store;

import java.time.Duration;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.metrics.api.TimeMetric;
import org.reactivestreams.Publisher;

/** James's own figures, which nobody reads: the server counts what matters itself. */
public final class NoMetrics implements MetricFactory {

  @Override
  public Metric generate(String name) {
    return new Metric() {
      @Override
      public void increment() {}

      @Override
      public void decrement() {}

      @Override
      public void add(int value) {}

      @Override
      public void remove(int value) {}

      @Override
      public long getCount() {
        return 0;
      }
    };
  }

  @Override
  public TimeMetric timer(String name) {
    return new TimeMetric() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public ExecutionResult stopAndPublish() {
        return new ExecutionResult() {
          @Override
          public Duration elasped() {
            return Duration.ZERO;
          }

          @SuppressWarnings("deprecation") // The interface still has it.
          @Override
          public ExecutionResult logWhenExceedP99(Duration threshold) {
            return this;
          }
        };
      }
    };
  }

  @Override
  public <T> Publisher<T> decoratePublisherWithTimerMetric(String name, Publisher<T> publisher) {
    return publisher;
  }

  @SuppressWarnings("deprecation") // The interface still has it.
  @Override
  public <T> Publisher<T> decoratePublisherWithTimerMetricLogP99(
      String name, Publisher<T> publisher) {
    return publisher;
  }
}
