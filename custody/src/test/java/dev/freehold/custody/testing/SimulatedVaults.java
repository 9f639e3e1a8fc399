package dev.freehold.custody.testing;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.roots.RootAnswer;
import dev.freehold.custody.roots.RootFailure;
import dev.freehold.custody.roots.RootKeyFacts;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.roots.RootVaults;
import dev.freehold.custody.roots.VaultCaller;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Vaults in memory that refuse, stall, lie, fall silent and come back, as a test or a seeded
 * schedule says. Like the real gateway they give up a call after two seconds, here of virtual time.
 */
public final class SimulatedVaults implements RootVaults {

  public static final RootKeyUri ROOT_1 = FakeVaults.ROOT_1;
  public static final RootKeyUri ROOT_2 = FakeVaults.ROOT_2;
  public static final Duration CALL_TIMEOUT = Duration.ofSeconds(2);

  private static final Behaviour SOUND = new Behaviour(Way.AGREES, Duration.ZERO);

  private final FakeVaults sound = new FakeVaults();
  private final VirtualTime time;
  private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> unwraps = new ConcurrentHashMap<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger mostUnderWay = new AtomicInteger();

  public SimulatedVaults(VirtualTime time) {
    this.time = time;
  }

  /** What a vault answers, once it does. */
  public enum Way {
    AGREES,
    REFUSES,
    KEY_NOT_FOUND,
    SILENT,
    WRONG_KEY,
    WRONG_LENGTH,
    /** Refuses the node's address; never at random. */
    NOT_LET_IN
  }

  private record Behaviour(Way way, Duration stall) {}

  public void set(RootKeyUri root, Way way) {
    set(root, way, Duration.ZERO);
  }

  /** From now on the root answers that way, after a while of virtual time. */
  public void set(RootKeyUri root, Way way, Duration stall) {
    behaviours.put(root.vaultUrl(), new Behaviour(way, stall));
  }

  public void setBoth(Way way) {
    set(ROOT_1, way);
    set(ROOT_2, way);
  }

  /** Gives one of the roots another way, at random. */
  public void stir(Random random) {
    List<Way> ways = Stream.of(Way.values()).filter(way -> way != Way.NOT_LET_IN).toList();
    set(random.nextBoolean() ? ROOT_1 : ROOT_2, ways.get(random.nextInt(ways.size())));
  }

  public Way wayOf(RootKeyUri root) {
    return behaviours.getOrDefault(root.vaultUrl(), SOUND).way;
  }

  public int unwraps() {
    return unwraps(ROOT_1) + unwraps(ROOT_2);
  }

  public int unwraps(RootKeyUri root) {
    return counter(root).get();
  }

  /** Calls that have not come back. */
  public int underWay() {
    return underWay.get();
  }

  public int mostUnderWay() {
    return mostUnderWay.get();
  }

  @Override
  public RootAnswer<RootKeyFacts> describe(VaultCaller caller, RootKeyUri key) {
    return sound.describe(caller, key);
  }

  @Override
  public RootAnswer<byte[]> wrap(VaultCaller caller, RootKeyUri keyVersion, Key256 secret) {
    return sound.wrap(caller, keyVersion, secret);
  }

  @Override
  public RootAnswer<Key256> unwrap(VaultCaller caller, RootKeyUri keyVersion, byte[] wrapped) {
    int inside = underWay.incrementAndGet();
    mostUnderWay.accumulateAndGet(inside, Math::max);
    try {
      counter(keyVersion).incrementAndGet();
      Behaviour behaviour = behaviours.getOrDefault(keyVersion.vaultUrl(), SOUND);
      return stall(behaviour.stall)
          ? answer(behaviour.way, caller, keyVersion, wrapped)
          : failure(RootFailure.Kind.DID_NOT_ANSWER, "timeout");
    } finally {
      underWay.decrementAndGet();
    }
  }

  /** Tells whether the answer comes in time. */
  private boolean stall(Duration stall) {
    boolean inTime = stall.compareTo(CALL_TIMEOUT) <= 0;
    try {
      if (stall.isPositive()) {
        time.sleep(inTime ? stall : CALL_TIMEOUT);
      }
      return inTime;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private RootAnswer<Key256> answer(
      Way way, VaultCaller caller, RootKeyUri keyVersion, byte[] wrapped) {
    return switch (way) {
      case AGREES -> sound.unwrap(caller, keyVersion, wrapped);
      case REFUSES -> failure(RootFailure.Kind.REFUSED, "Forbidden");
      case NOT_LET_IN -> failure(RootFailure.Kind.REFUSED, "ForbiddenByFirewall");
      case KEY_NOT_FOUND -> failure(RootFailure.Kind.REFUSED, "KeyNotFound");
      case SILENT -> failure(RootFailure.Kind.DID_NOT_ANSWER, "timeout");
      case WRONG_KEY -> new RootAnswer.Given<>(Key256.copyOf(new byte[Key256.LENGTH_BYTES]));
      case WRONG_LENGTH -> failure(RootFailure.Kind.WRONG_ANSWER, "wrong-length");
    };
  }

  private AtomicInteger counter(RootKeyUri root) {
    return unwraps.computeIfAbsent(root.vaultUrl(), url -> new AtomicInteger());
  }

  private static RootAnswer<Key256> failure(RootFailure.Kind kind, String code) {
    return new RootAnswer.NotGiven<>(new RootFailure(kind, code, code));
  }
}
