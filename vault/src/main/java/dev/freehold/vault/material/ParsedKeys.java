package dev.freehold.vault.material;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.crypto.Sha256;
import dev.freehold.vault.VaultLimits;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import javax.security.auth.DestroyFailedException;
import javax.security.auth.Destroyable;

/**
 * Keeps a few private keys parsed for some seconds: reading one and preparing its arithmetic costs
 * more than using it. A key is found by the digest of its encoding, so the caller must have opened
 * its seal; it is destroyed when its time is over, even if nobody asks again, or when too many came
 * after it, but never under somebody who is using it. Thread-safe.
 *
 * @param <K> the parsed form
 */
final class ParsedKeys<K extends Destroyable> {

  @GuardedBy("this")
  private final Map<ByteBuffer, Entry<K>> entries = new LinkedHashMap<>(16, 0.75f, true);

  private final LongSupplier nanoTime;
  private final Consumer<Runnable> later;

  @GuardedBy("this")
  private boolean sweepIsDue;

  private static final class Entry<K> {
    private final K key;
    private final long madeAtNanos;
    private int users;
    private boolean dropped;

    Entry(K key, long madeAtNanos) {
      this.key = key;
      this.madeAtNanos = madeAtNanos;
    }
  }

  ParsedKeys() {
    this(System::nanoTime, ParsedKeys::afterLifetime);
  }

  /** {@code later} runs what it is given once, about a lifetime from then. */
  ParsedKeys(LongSupplier nanoTime, Consumer<Runnable> later) {
    this.nanoTime = nanoTime;
    this.later = later;
  }

  /** Lends the parsed form of {@code encoded} to {@code use}, which must not keep it. */
  <R> R use(byte[] encoded, Function<byte[], K> parse, Function<K, R> use) {
    ByteBuffer id = digest(encoded);
    Entry<K> entry = borrow(id);
    if (entry == null) {
      entry = add(id, parse.apply(encoded));
    }
    try {
      return use.apply(entry.key);
    } finally {
      giveBack(entry);
    }
  }

  private synchronized Entry<K> borrow(ByteBuffer id) {
    Entry<K> entry = entries.get(id);
    if (entry == null || isOver(entry)) {
      return null;
    }
    entry.users++;
    return entry;
  }

  private synchronized Entry<K> add(ByteBuffer id, K key) {
    Entry<K> entry = new Entry<>(key, nanoTime.getAsLong());
    entry.users = 1;
    Entry<K> replaced = entries.put(id, entry);
    if (replaced != null) {
      drop(replaced);
    }
    if (entries.size() > VaultLimits.MAX_PARSED_KEYS) {
      Iterator<Entry<K>> oldest = entries.values().iterator();
      drop(oldest.next());
      oldest.remove();
    }
    if (!sweepIsDue) {
      sweepIsDue = true;
      later.accept(this::sweep);
    }
    return entry;
  }

  private synchronized void giveBack(Entry<K> entry) {
    entry.users--;
    destroyIfUnused(entry);
  }

  private synchronized void sweep() {
    List<Entry<K>> over = new ArrayList<>(entries.values());
    over.removeIf(entry -> !isOver(entry));
    entries.values().removeAll(over);
    over.forEach(this::drop);
    sweepIsDue = !entries.isEmpty();
    if (sweepIsDue) {
      later.accept(this::sweep);
    }
  }

  private boolean isOver(Entry<K> entry) {
    return nanoTime.getAsLong() - entry.madeAtNanos >= VaultLimits.PARSED_KEY_LIFETIME.toNanos();
  }

  @GuardedBy("this")
  private void drop(Entry<K> entry) {
    entry.dropped = true;
    destroyIfUnused(entry);
  }

  @GuardedBy("this")
  private void destroyIfUnused(Entry<K> entry) {
    if (!entry.dropped || entry.users > 0) {
      return;
    }
    try {
      entry.key.destroy();
    } catch (DestroyFailedException e) {
      // The JDK's keys cannot be destroyed; they are left to the garbage collector.
    }
  }

  private static ByteBuffer digest(byte[] encoded) {
    return ByteBuffer.wrap(Sha256.of(encoded));
  }

  private static void afterLifetime(Runnable task) {
    Duration lifetime = VaultLimits.PARSED_KEY_LIFETIME;
    CompletableFuture.delayedExecutor(lifetime.toMillis(), TimeUnit.MILLISECONDS).execute(task);
  }
}
