package dev.freehold.mailserver.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.mail.envelope.MessageStart;
import dev.freehold.mail.messages.EnvelopedMessage;
import dev.freehold.mail.messages.MessageFlags;
import dev.freehold.mail.messages.StoredMessage;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.inmemory.InMemoryId;
import org.apache.james.mailbox.model.MailboxId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;

@Order(1)
class OrderSpeedTest {

  private static final int COUNT = 100_000;

  /** Of processor time: other tests run beside this one. */
  private static final long MAX_MILLIS = 1_000;

  @Test
  @DisplayName("SORT and THREAD of 100,000 remembered messages take less than a second")
  void warm() throws MailboxException {
    Generated envelopes = new Generated();
    List<Long> uids = LongStream.rangeClosed(1, COUNT).boxed().toList();
    try (OrderCache cache =
        new OrderCache(envelopes, Schedulers.parallel(), Duration.ofMinutes(1))) {
      MailboxId folder = InMemoryId.of(1);
      cache.facts(null, folder, uids);
      assertThat(cache.bytes()).isPositive();
      for (int round = 0; round < 3; round++) {
        long sort =
            millis(
                () ->
                    SortCriterion.sort(
                        cache.facts(null, folder, uids),
                        List.of(
                            new SortCriterion(SortKey.SUBJECT, false),
                            new SortCriterion(SortKey.DATE, true))));
        long thread =
            millis(
                () ->
                    ThreadText.of(
                        ThreadAlgorithm.REFERENCES.threads(cache.facts(null, folder, uids)),
                        uid -> uid));
        System.err.println(
            "sort %d ms, thread %d ms, %d MiB"
                .formatted(sort, thread, cache.bytes() / 1024 / 1024));
        if (round == 2) {
          assertThat(sort).isLessThan(MAX_MILLIS);
          assertThat(thread).isLessThan(MAX_MILLIS);
        }
      }
      assertThat(envelopes.opened).isEqualTo(COUNT);
    }
  }

  private static long millis(Work work) throws MailboxException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    work.run();
    return (threads.getCurrentThreadCpuTime() - start) / 1_000_000;
  }

  /** Something to measure. */
  private interface Work {
    Object run() throws MailboxException;
  }

  /** Messages in discussions of some length. */
  private static final class Generated implements Envelopes {
    private final List<EnvelopedMessage> all = new ArrayList<>(COUNT);
    private int opened;

    Generated() {
      Random random = new Random(11);
      for (int uid = 1; uid <= COUNT; uid++) {
        int parent = uid - 1 - random.nextInt(Math.min(uid, 500));
        boolean isReply = parent > 0 && random.nextInt(4) > 0;
        String header =
            """
            Subject: %sdiscussion number %d about something
            From: Person %d <person%d@contoso.example>
            To: Other Person %d <other%d@fabrikam.example>
            Date: Mon, 2 Feb 2026 %02d:%02d:%02d +0000
            Message-ID: <message-%d-of-some-length@mail.contoso.example>
            %s

            body
            """
                .formatted(
                    isReply ? "Re: " : "",
                    random.nextInt(30_000),
                    random.nextInt(500),
                    random.nextInt(500),
                    random.nextInt(500),
                    random.nextInt(500),
                    random.nextInt(24),
                    random.nextInt(60),
                    random.nextInt(60),
                    uid,
                    isReply
                        ? "References: <message-%d-of-some-length@mail.contoso.example>"
                            .formatted(parent)
                        : "X: y");
        byte[] bytes = header.getBytes(StandardCharsets.UTF_8);
        MessageStart start = new MessageStart();
        start.update(bytes, 0, bytes.length);
        Instant delivered = Instant.ofEpochSecond(uid);
        StoredMessage row =
            new StoredMessage(
                uid,
                1,
                MessageFlags.NONE,
                delivered,
                ZoneOffset.UTC,
                delivered,
                bytes.length,
                0,
                new UUID(0, uid));
        all.add(new EnvelopedMessage(row, Optional.of(start.envelope())));
      }
    }

    @Override
    public void used(MailboxSession session, MailboxId folder, List<Long> uids) {}

    @Override
    public void requireAccess(MailboxSession session, MailboxId folder) {}

    @Override
    public List<StoredMessage> rows(MailboxSession session, MailboxId folder, long after, int max) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<EnvelopedMessage> after(
        MailboxSession session, MailboxId folder, long after, int max) {
      List<EnvelopedMessage> page = all.subList((int) after, (int) Math.min(COUNT, after + max));
      opened += page.size();
      return page;
    }

    @Override
    public List<EnvelopedMessage> of(MailboxSession session, MailboxId folder, List<Long> uids) {
      throw new AssertionError("the UIDs are dense");
    }

    @Override
    public InputStream content(MailboxSession session, MailboxId folder, long uid) {
      throw new UnsupportedOperationException();
    }
  }
}
