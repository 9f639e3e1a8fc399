package dev.freehold.mailserver.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.mail.messages.EnvelopedMessage;
import dev.freehold.mail.messages.MessageFlags;
import dev.freehold.mail.messages.StoredMessage;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.inmemory.InMemoryId;
import org.apache.james.mailbox.model.MailboxId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;

@DisplayName("What is remembered of a folder")
class OrderCacheTest {

  private static final MailboxId FOLDER = InMemoryId.of(1);
  private static final MailboxId OTHER = InMemoryId.of(2);
  private static final Duration LIFE = Duration.ofSeconds(7);
  private static final List<Long> UIDS = List.of(1L, 2L, 7L);

  private final Thousand envelopes = new Thousand();
  private long nanos;
  private final OrderCache cache =
      new OrderCache(envelopes, Schedulers.parallel(), LIFE, 10_000, () -> nanos);

  @AfterEach
  void close() {
    cache.close();
  }

  @Test
  void isOpenedOnceAndNewMessagesAlone() throws MailboxException {
    assertThat(cache.facts(null, FOLDER, UIDS)).extracting(OrderFacts::uid).isEqualTo(UIDS);
    cache.facts(null, FOLDER, UIDS);
    assertThat(envelopes.opened).isEqualTo(3);
    assertThat(cache.facts(null, FOLDER, List.of(2L, 9L))).hasSize(2);
    assertThat(envelopes.opened).isEqualTo(4);
    assertThat(cache.facts(null, FOLDER, List.of(5L, 2000L))).hasSize(1);
  }

  @Test
  void goesWhenItsKeyMayNotBeUsedAnyMore() throws MailboxException {
    cache.facts(null, FOLDER, UIDS);
    nanos += LIFE.toNanos() - 1;
    cache.sweep();
    assertThat(cache.bytes()).isPositive();
    cache.facts(null, FOLDER, UIDS); // The key is given anew.
    nanos += LIFE.toNanos() - 1;
    cache.sweep();
    assertThat(cache.bytes()).isPositive();
    nanos++;
    cache.sweep();
    assertThat(cache.bytes()).isZero();
  }

  @Test
  void goesWhenTheKeyIsRefused() throws MailboxException {
    cache.facts(null, FOLDER, UIDS);
    envelopes.isRefused = true;
    assertThatThrownBy(() -> cache.facts(null, FOLDER, UIDS)).isInstanceOf(MailboxException.class);
    assertThat(cache.bytes()).isZero();
  }

  @Test
  void isBounded() throws MailboxException {
    List<Long> ten = LongStream.rangeClosed(1, 10).boxed().toList();
    cache.facts(null, FOLDER, ten);
    cache.facts(null, OTHER, ten);
    assertThat(cache.bytes()).isBetween(1L, 10_000L);
    int opened = envelopes.opened;
    cache.facts(null, OTHER, ten);
    assertThat(envelopes.opened).isEqualTo(opened);
    List<Long> all = LongStream.rangeClosed(1, 1000).boxed().toList();
    assertThat(cache.facts(null, FOLDER, all)).hasSize(1000);
    assertThat(cache.bytes()).isLessThanOrEqualTo(10_000);
  }

  /** A thousand messages without envelopes. */
  private static final class Thousand implements Envelopes {
    private int opened;
    private boolean isRefused;

    @Override
    public void used(MailboxSession session, MailboxId folder, List<Long> uids) {}

    @Override
    public void requireAccess(MailboxSession session, MailboxId folder) throws MailboxException {
      if (isRefused) {
        throw new MailboxException("the test refuses the key");
      }
    }

    @Override
    public List<StoredMessage> rows(MailboxSession session, MailboxId folder, long after, int max) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<EnvelopedMessage> after(
        MailboxSession session, MailboxId folder, long after, int max) {
      return of(session, folder, LongStream.range(after + 1, after + 1 + max).boxed().toList());
    }

    @Override
    public List<EnvelopedMessage> of(MailboxSession session, MailboxId folder, List<Long> uids) {
      List<EnvelopedMessage> found =
          uids.stream().filter(uid -> uid <= 1000).map(Thousand::message).toList();
      opened += found.size();
      return found;
    }

    private static EnvelopedMessage message(long uid) {
      Instant at = Instant.EPOCH;
      return new EnvelopedMessage(
          new StoredMessage(
              uid, 1, MessageFlags.NONE, at, ZoneOffset.UTC, at, 1, 0, new UUID(0, uid)),
          Optional.empty());
    }

    @Override
    public InputStream content(MailboxSession session, MailboxId folder, long uid) {
      throw new UnsupportedOperationException();
    }
  }
}
