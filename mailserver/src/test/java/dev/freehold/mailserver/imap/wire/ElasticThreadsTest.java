package dev.freehold.mailserver.imap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

@DisplayName("Reactor's elastic threads")
class ElasticThreadsTest {

  @Test
  @DisplayName(
      "become virtual once, so that a second server does not end what the first has set up")
  void once() {
    ElasticThreads.makeVirtual();
    Scheduler first = Schedulers.boundedElastic();
    ElasticThreads.makeVirtual();
    assertThat(first.isDisposed()).isFalse();
    assertThat(Schedulers.boundedElastic()).isSameAs(first);
  }
}
