package dev.freehold.custody.checks;

import dev.freehold.custody.Requester;
import dev.freehold.custody.access.PolicyRoot;
import dev.freehold.custody.access.RootsHeard;
import dev.freehold.custody.policies.OpenablePolicy;
import dev.freehold.custody.policies.WrappedKeys;
import dev.freehold.custody.roots.RootAnswer;
import dev.freehold.custody.roots.RootAnswer.Given;
import dev.freehold.custody.roots.RootAnswer.NotGiven;
import dev.freehold.custody.roots.RootFailure;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.roots.RootVaults;
import dev.freehold.persistence.PersistenceException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks vaults that this node believes silent whether they still are. So health and status tell of
 * the end of an outage within seconds, of policies too that nobody uses (docs/decisions/0060).
 *
 * <p>One root at a time speaks for its vault, another one each time. It is asked for its key's
 * facts, and only when these come to unwrap its policy's key, which is recorded as every use. What
 * is heard is told and decides nothing: it locks and unlocks no policy, changes nothing that a
 * cross-check found, and no call waits less or more because of it.
 */
public final class SilenceWatch implements AutoCloseable {

  /** How long after one look the next one is due. */
  public static final Duration INTERVAL = Duration.ofSeconds(2);

  private static final Requester REQUESTER = Requester.system("silence-watch");
  private static final Logger LOG = LoggerFactory.getLogger(SilenceWatch.class);

  /** More silent vaults than this are asked in turn. */
  private static final int MAX_PER_RUN = 500;

  /** A question to a vault that swallows it lasts as long as a call may. */
  private static final int MAX_AT_ONCE = 64;

  private final CrossCheck crossCheck;
  private final WrappedKeys wrappedKeys;
  private final RootVaults vaults;
  private final RootProbe probe;
  private final RootsHeard heard;
  private final ExecutorService threads;
  private final Semaphore free = new Semaphore(MAX_AT_ONCE);
  private final Map<String, ProbeSpacing> spacings = new ConcurrentHashMap<>();
  private String lastAsked = "";
  private int runs;

  /**
   * What is believed of a vault.
   *
   * @param heard its roots that were silent when this node asked them
   * @param checked what the last cross-checks found, if it was silent then and has not answered
   */
  private record Believed(String url, List<PolicyRoot> heard, Optional<SilentVault> checked) {

    Optional<Instant> newestCheck() {
      return checked.map(SilentVault::checkedAt);
    }

    /** Whose turn it is: those heard here and those checked, one after the other. */
    PolicyRoot speaker(int turn) {
      int place = turn % (heard.size() + checked.map(SilentVault::roots).orElse(0));
      return place < heard.size() ? heard.get(place) : checked.orElseThrow().speaker();
    }
  }

  /**
   * Asks on virtual threads.
   *
   * @param vaults asked for facts of keys
   * @param probe asked for keys
   * @param heard says what this node believes, and is told what it should
   */
  public SilenceWatch(
      CrossCheck crossCheck,
      WrappedKeys wrappedKeys,
      RootVaults vaults,
      RootProbe probe,
      RootsHeard heard) {
    this(
        crossCheck,
        wrappedKeys,
        vaults,
        probe,
        heard,
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("silence-watch-", 0).factory()));
  }

  /** The same, on other threads. */
  SilenceWatch(
      CrossCheck crossCheck,
      WrappedKeys wrappedKeys,
      RootVaults vaults,
      RootProbe probe,
      RootsHeard heard,
      ExecutorService threads) {
    this.crossCheck = crossCheck;
    this.wrappedKeys = wrappedKeys;
    this.vaults = vaults;
    this.probe = probe;
    this.heard = heard;
    this.threads = threads;
  }

  /**
   * Begins to ask each silent vault once, 500 at most, for as long as {@link #INTERVAL} at most.
   * For one thread at a time.
   */
  public void run() {
    int turn = runs++;
    SequencedMap<String, Believed> silent;
    try {
      silent = believed(turn);
    } catch (PersistenceException down) {
      LOG.debug("which vaults are silent could not be read", down);
      return;
    }
    spacings.keySet().retainAll(silent.keySet());
    long end = System.nanoTime() + INTERVAL.toNanos();
    for (Believed vault : next(silent)) {
      if (!isFreeBefore(end)) {
        return;
      }
      lastAsked = vault.url();
      threads.execute(() -> askSafely(vault, vault.speaker(turn)));
    }
  }

  private boolean isFreeBefore(long endNanos) {
    try {
      return free.tryAcquire(endNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Gives up all questions. */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  private SequencedMap<String, Believed> believed(int turn) {
    SequencedMap<String, Believed> believed = new TreeMap<>();
    heard
        .silent()
        .forEach((url, roots) -> believed.put(url, new Believed(url, roots, Optional.empty())));
    for (SilentVault checked : crossCheck.silentVaults(turn)) {
      if (!heard.isBackLately(checked.url(), checked.checkedAt())) {
        believed.merge(
            checked.url(),
            new Believed(checked.url(), List.of(), Optional.of(checked)),
            (own, _) -> new Believed(own.url(), own.heard(), Optional.of(checked)));
      }
    }
    return believed;
  }

  /** Those after the last one that was asked, and from the beginning again. */
  private List<Believed> next(SequencedMap<String, Believed> silent) {
    List<Believed> next = new ArrayList<>();
    List<Believed> before = new ArrayList<>();
    silent.forEach((url, vault) -> (url.compareTo(lastAsked) > 0 ? next : before).add(vault));
    next.addAll(before);
    return next.subList(0, Math.min(next.size(), MAX_PER_RUN));
  }

  private void askSafely(Believed vault, PolicyRoot speaker) {
    try {
      ask(vault, speaker);
    } catch (RuntimeException failed) {
      LOG.debug("whether {} is silent could not be asked", vault.url(), failed);
    } finally {
      free.release();
    }
  }

  private void ask(Believed vault, PolicyRoot speaker) {
    long askedAt = heard.nanoTime();
    Optional<OpenablePolicy> policy = wrappedKeys.policy(speaker.policyId());
    if (policy.isEmpty()) {
      return;
    }
    int slot = speaker.slot();
    RootKeyUri key = policy.get().key().roots().get(slot - 1).keyVersion();
    // A roll may have put another vault in its place since.
    if (key.vaultUrl().equals(vault.url())
        && isAnswer(vaults.describe(policy.get().caller(), key))
        && isUnwrapAnswered(vault, policy.get(), slot)) {
      heard.answered(vault.url(), askedAt, vault.newestCheck());
    }
  }

  /**
   * Each try is in the ledger, so a vault that tells facts and gives no key is tried less often.
   */
  private boolean isUnwrapAnswered(Believed vault, OpenablePolicy policy, int slot) {
    ProbeSpacing spacing = spacings.computeIfAbsent(vault.url(), _ -> new ProbeSpacing());
    if (!spacing.begin(heard.nanoTime())) {
      return false;
    }
    boolean answered = false;
    try {
      answered = probe.ask(policy, slot, REQUESTER).map(RootFailure::isAnAnswer).orElse(true);
      return answered;
    } finally {
      spacing.end(answered, heard.nanoTime());
    }
  }

  private static boolean isAnswer(RootAnswer<?> answer) {
    return switch (answer) {
      case Given<?> _ -> true;
      case NotGiven<?>(RootFailure failure) -> failure.isAnAnswer();
    };
  }
}
