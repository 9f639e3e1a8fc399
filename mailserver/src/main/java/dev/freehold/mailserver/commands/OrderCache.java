package dev.freehold.mailserver.commands;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.mail.messages.EnvelopedMessage;
import dev.freehold.mailserver.MailServerLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.MailboxId;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/**
 * The facts of folders that were sorted lately, so that the next command opens only envelopes of
 * new messages. Each command asks for the key first; if it is refused, what is known of the folder
 * is dropped. It is dropped too when nobody asked for as long as a key may be used without asking a
 * vault again. Safe for use by many threads.
 */
public final class OrderCache implements AutoCloseable {

  private final Envelopes envelopes;
  private final long maxBytes;
  private final Duration life;
  private final LongSupplier nanoTime;
  private final Disposable sweeping;

  @GuardedBy("this")
  private final Map<MailboxId, Known> folders = new LinkedHashMap<>(16, 0.75F, true);

  @GuardedBy("this")
  private long bytes;

  /**
   * Caches what {@code envelopes} gives.
   *
   * @param scheduler runs the sweeps
   * @param life how long facts are kept after their key was given: the lease of keys
   */
  public OrderCache(Envelopes envelopes, Scheduler scheduler, Duration life) {
    this(envelopes, scheduler, life, MailServerLimits.MAX_ORDER_CACHE_BYTES, System::nanoTime);
  }

  OrderCache(
      Envelopes envelopes,
      Scheduler scheduler,
      Duration life,
      long maxBytes,
      LongSupplier nanoTime) {
    this.envelopes = envelopes;
    this.life = life;
    this.maxBytes = maxBytes;
    this.nanoTime = nanoTime;
    Duration period = MailServerLimits.ORDER_CACHE_SWEEP;
    this.sweeping =
        scheduler.schedulePeriodically(
            this::sweep, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * The facts of the messages of these UIDs that are there.
   *
   * @param uids rising
   * @throws MailboxException if the key is not given, or what {@link Envelopes} throws
   */
  List<OrderFacts> facts(MailboxSession session, MailboxId folder, List<Long> uids)
      throws MailboxException {
    long askedAtNanos = nanoTime.getAsLong();
    try {
      envelopes.requireAccess(session, folder);
      OrderFacts[] found = new OrderFacts[uids.size()];
      List<Long> missing = look(folder, uids, askedAtNanos, found);
      if (missing.size() < uids.size()) {
        envelopes.used(session, folder, known(uids, found));
      }
      if (!missing.isEmpty()) {
        Collection<OrderFacts> opened = open(session, folder, missing);
        fill(found, uids, opened);
        keep(folder, opened, askedAtNanos);
      }
      return Arrays.stream(found).filter(Objects::nonNull).toList();
    } catch (MailboxException | RuntimeException e) {
      forget(folder);
      throw e;
    }
  }

  /** Puts what is known into {@code found}, at the places of the UIDs; returns the others. */
  private synchronized List<Long> look(
      MailboxId folder, List<Long> uids, long askedAtNanos, OrderFacts[] found) {
    Known known = folders.get(folder);
    if (known == null) {
      return uids;
    }
    known.agreedAtNanos = askedAtNanos;
    List<Long> missing = new ArrayList<>();
    for (int at = 0; at < found.length; at++) {
      found[at] = known.byUid.get(uids.get(at));
      if (found[at] == null) {
        missing.add(uids.get(at));
      }
    }
    return missing;
  }

  private static List<Long> known(List<Long> uids, OrderFacts[] found) {
    return IntStream.range(0, found.length)
        .filter(at -> found[at] != null)
        .mapToObj(uids::get)
        .toList();
  }

  private static void fill(OrderFacts[] found, List<Long> uids, Collection<OrderFacts> opened) {
    int at = 0;
    for (OrderFacts facts : opened) {
      while (at < found.length && uids.get(at) < facts.uid()) {
        at++;
      }
      if (at < found.length && uids.get(at) == facts.uid()) {
        found[at] = facts;
      }
    }
  }

  /** Asks for single messages if few are missing, and else for pages from the first one on. */
  private Collection<OrderFacts> open(MailboxSession session, MailboxId folder, List<Long> missing)
      throws MailboxException {
    List<OrderFacts> opened = new ArrayList<>(missing.size());
    int page = MailServerLimits.ENVELOPE_PAGE;
    for (int from = 0; from < missing.size(); from += page) {
      List<Long> uids = missing.subList(from, Math.min(missing.size(), from + page));
      boolean isDense = uids.getLast() - uids.getFirst() < 2L * uids.size();
      List<EnvelopedMessage> found =
          isDense
              ? envelopes.after(session, folder, uids.getFirst() - 1, uids.size())
              : envelopes.of(session, folder, uids);
      found.forEach(message -> opened.add(OrderFacts.of(message)));
      if (isDense && !found.isEmpty()) {
        long last = found.getLast().message().uid();
        List<Long> rest = uids.stream().filter(uid -> uid > last).toList();
        if (!rest.isEmpty()) {
          envelopes
              .of(session, folder, rest)
              .forEach(message -> opened.add(OrderFacts.of(message)));
        }
      }
    }
    return opened;
  }

  private synchronized void keep(
      MailboxId folder, Collection<OrderFacts> opened, long askedAtNanos) {
    long more = opened.stream().mapToLong(OrderFacts::memoryBytes).sum();
    if (more == 0 || more > maxBytes) {
      return;
    }
    Known known = folders.computeIfAbsent(folder, id -> new Known());
    known.agreedAtNanos = askedAtNanos;
    for (OrderFacts facts : opened) {
      OrderFacts before = known.byUid.put(facts.uid(), facts);
      known.bytes += facts.memoryBytes() - (before == null ? 0 : before.memoryBytes());
    }
    bytes = folders.values().stream().mapToLong(each -> each.bytes).sum();
    Iterator<Known> eldest = folders.values().iterator();
    while (bytes > maxBytes && eldest.hasNext()) {
      bytes -= eldest.next().bytes;
      eldest.remove();
    }
  }

  private synchronized void forget(MailboxId folder) {
    Known known = folders.remove(folder);
    bytes -= known == null ? 0 : known.bytes;
  }

  /** Drops what is older than its key may be used. */
  synchronized void sweep() {
    long now = nanoTime.getAsLong();
    folders.values().removeIf(known -> now - known.agreedAtNanos >= life.toNanos());
    bytes = folders.values().stream().mapToLong(each -> each.bytes).sum();
  }

  /** About how much memory is taken. */
  synchronized long bytes() {
    return bytes;
  }

  /** Drops everything and ends the sweeps. */
  @Override
  public synchronized void close() {
    sweeping.dispose();
    folders.clear();
    bytes = 0;
  }

  /** What is known of a folder. */
  private static final class Known {
    private final Map<Long, OrderFacts> byUid = new HashMap<>();
    private long agreedAtNanos;
    private long bytes;
  }
}
