package dev.freehold.mail.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The gate of a transfer")
class TransferGateTest {

  private final List<Long> waits = new ArrayList<>();
  private final List<String> told = new ArrayList<>();

  private TransferGate gate(Duration longest) {
    TransferPatience patience =
        new TransferPatience(
            longest,
            (delay, ended) -> {
              waits.add(delay.toSeconds());
              return ended.getCount() == 0;
            });
    return new TransferGate(
        patience,
        new TransferProgress.Listener() {
          @Override
          public void progressed(TransferProgress progress) {}

          @Override
          public void waiting(String code, String message, Duration delay) {
            told.add(code + " " + delay.toSeconds());
          }
        });
  }

  @Test
  void triesAgainWithGrowingPausesUntilItSucceeds() {
    TransferGate gate = gate(Duration.ofMinutes(10));
    AtomicInteger attempts = new AtomicInteger();
    gate.pass(
        () -> {
          if (attempts.incrementAndGet() < 8) {
            throw refusal(MailSink.Reach.NOW);
          }
        });
    assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
    assertThat(told).containsExactly("code 1", "code 2", "code 4", "code 8", "code 16", "code 30");
    assertThat(gate.stopped()).isEmpty();
  }

  @Test
  void endsTheTransferOnceItHasWaitedLongEnough() {
    TransferGate gate = gate(Duration.ofSeconds(7));
    gate.pass(
        () -> {
          throw refusal(MailSink.Reach.NOW);
        });
    assertThat(waits).containsExactly(1L, 2L, 4L);
    assertThat(gate.stopped())
        .contains(new TransferStop(TransferStop.Kind.UNREACHABLE, "code", "why"));
  }

  @Test
  void endsTheTransferAtOnceIfNothingWillBeTaken() {
    TransferGate gate = gate(Duration.ofMinutes(10));
    gate.pass(
        () -> {
          throw refusal(MailSink.Reach.ALL);
        });
    gate.pass(
        () -> {
          throw new AssertionError("the transfer has ended");
        });
    assertThat(waits).isEmpty();
    assertThat(gate.stopped()).map(TransferStop::kind).contains(TransferStop.Kind.REFUSED);
  }

  @Test
  void goesOnIfOneMessageIsRefused() {
    TransferGate gate = gate(Duration.ofMinutes(10));
    assertThatThrownBy(
            () ->
                gate.pass(
                    () -> {
                      throw refusal(MailSink.Reach.MESSAGE);
                    }))
        .isInstanceOf(MailSink.RefusedException.class);
    assertThat(gate.stopped()).isEmpty();
  }

  @Test
  void doesNotWaitOnceSomebodyStoppedIt() {
    TransferGate gate = gate(Duration.ofMinutes(10));
    gate.pass(
        () -> {
          gate.stop(TransferGate.interrupted());
          throw refusal(MailSink.Reach.NOW);
        });
    assertThat(waits).hasSizeLessThan(2);
    assertThat(gate.stopped()).map(TransferStop::kind).contains(TransferStop.Kind.INTERRUPTED);
  }

  @Test
  void knowsWhatARefusalSaysOfOthers() {
    assertThat(MailSink.Reach.of(503, "database-unreachable")).isEqualTo(MailSink.Reach.NOW);
    assertThat(MailSink.Reach.of(429, "http-429")).isEqualTo(MailSink.Reach.NOW);
    assertThat(MailSink.Reach.of(403, "key-access-refused")).isEqualTo(MailSink.Reach.ALL);
    assertThat(MailSink.Reach.of(409, "mailbox-not-migrated")).isEqualTo(MailSink.Reach.ALL);
    assertThat(MailSink.Reach.of(404, "message-not-found")).isEqualTo(MailSink.Reach.MESSAGE);
    assertThat(MailSink.Reach.of(413, "message-too-large")).isEqualTo(MailSink.Reach.MESSAGE);
  }

  private static MailSink.RefusedException refusal(MailSink.Reach reach) {
    return new MailSink.RefusedException(reach, "code", "why", null);
  }
}
