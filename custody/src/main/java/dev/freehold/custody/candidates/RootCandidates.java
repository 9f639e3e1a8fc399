package dev.freehold.custody.candidates;

import dev.freehold.crypto.Key256;
import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.roots.RootVaults;
import dev.freehold.custody.roots.VaultAllowList;
import dev.freehold.custody.roots.VaultCaller;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Two keys that are to become the roots of a policy. Whether a policy is made over them or they are
 * only checked, the same looks are taken in the same order: the making ends with the first rule
 * that is broken, the check goes on. Used by one thread.
 */
public final class RootCandidates {

  private static final int BOTH = 0;

  /** No vault is called. */
  private static final List<Look> NAMED_EXACTLY =
      List.of(
          new Look(RootRule.ADDRESS, 1),
          new Look(RootRule.EXACT_VERSION, 1),
          new Look(RootRule.ADDRESS, 2),
          new Look(RootRule.EXACT_VERSION, 2),
          new Look(RootRule.TWO_KEYS, BOTH),
          new Look(RootRule.TWO_VAULTS, BOTH),
          new Look(RootRule.VAULT_ALLOWED, 1),
          new Look(RootRule.VAULT_ALLOWED, 2));

  private static final List<Look> NAMED =
      NAMED_EXACTLY.stream().filter(look -> look.rule() != RootRule.EXACT_VERSION).toList();

  private static final List<Look> DESCRIBED =
      ofEach(
          Stream.concat(
                  Stream.of(RootRule.VAULT_ANSWERS, RootRule.MAY_GET, RootRule.KEY_EXISTS),
                  RootRule.OF_FACTS.stream())
              .toList());

  /** Making a policy proves it with the policy's own key, see {@link RootBinding#bind}. */
  private static final List<Look> PROVED =
      ofEach(List.of(RootRule.MAY_WRAP, RootRule.MAY_UNWRAP, RootRule.SAME_BACK));

  private final List<RootCandidate> keys;
  private final Clock clock;

  /**
   * Nothing was looked at yet.
   *
   * @param keyUris as somebody typed them, two
   */
  public RootCandidates(
      VaultCaller caller,
      List<String> keyUris,
      RootVaults vaults,
      VaultAllowList allowList,
      Clock clock) {
    if (keyUris.size() != 2) {
      throw new IllegalArgumentException("a policy has two roots, got " + keyUris.size());
    }
    RootBinding binding = new RootBinding(vaults);
    this.keys =
        keyUris.stream()
            .map(named -> new RootCandidate(caller, named, binding, allowList))
            .toList();
    this.clock = clock;
  }

  /**
   * One look at one rule.
   *
   * @param slot 1 or 2 for a key, 0 for both together
   */
  record Look(RootRule rule, int slot) {}

  private static List<Look> ofEach(List<RootRule> rules) {
    return IntStream.rangeClosed(1, 2)
        .boxed()
        .flatMap(slot -> rules.stream().map(rule -> new Look(rule, slot)))
        .toList();
  }

  /**
   * Checks what the addresses alone tell.
   *
   * @return the addresses
   * @throws CustodyException with the code of the first rule that is broken
   */
  public List<RootKeyUri> requireNamed() {
    NAMED.forEach(this::require);
    return keys.stream().map(key -> key.uri().orElseThrow()).toList();
  }

  /**
   * Checks what the vaults tell of the keys, after {@link #requireNamed}.
   *
   * @return the keys with the versions that the vaults named
   * @throws CustodyException with the code of the first rule that is broken
   */
  public List<RootKeyUri> requireUsable() {
    DESCRIBED.forEach(this::require);
    return keys.stream().map(key -> key.version().orElseThrow()).toList();
  }

  /**
   * Looks at all rules; nothing of it is kept, by the vaults neither.
   *
   * @param exact whether the keys have to be named with their versions
   */
  public RootReport report(RandomSource random, boolean exact) {
    List<RootFinding> found = new ArrayList<>();
    try (Key256 nobodys = Key256.random(random)) {
      keys.forEach(key -> key.proveBy(nobodys));
      Stream.of(exact ? NAMED_EXACTLY : NAMED, DESCRIBED, PROVED)
          .flatMap(List::stream)
          .forEach(look -> found.add(look(look, found)));
    }
    return new RootReport(of(found, BOTH), List.of(report(found, 1), report(found, 2)));
  }

  private RootFinding look(Look look, List<RootFinding> before) {
    boolean isPossible =
        look.rule().needs().stream()
            .allMatch(
                need ->
                    before.stream()
                        .filter(one -> one.rule() == need && isOf(look, one))
                        .allMatch(one -> one.outcome() == RootFinding.Outcome.HELD));
    if (!isPossible) {
      return RootFinding.notChecked(look);
    }
    try {
      require(look);
      return RootFinding.held(look);
    } catch (CustodyException broken) {
      return RootFinding.broken(look, broken);
    }
  }

  /** Whether what was found before counts for a look: at the same key, or at both. */
  private static boolean isOf(Look look, RootFinding before) {
    return look.slot() == BOTH || before.slot() == look.slot();
  }

  private void require(Look look) {
    switch (look.rule().check()) {
      case RootRule.OfKey(var require) -> require.accept(key(look.slot()));
      case RootRule.OfFacts(var require) ->
          require.accept(key(look.slot()).facts(), clock.instant());
      case RootRule.OfBoth(var require) ->
          require.accept(key(1).uri().orElseThrow(), key(2).uri().orElseThrow());
    }
  }

  private RootCandidate key(int slot) {
    return keys.get(slot - 1);
  }

  private RootReport.OfKey report(List<RootFinding> found, int slot) {
    RootCandidate key = key(slot);
    return new RootReport.OfKey(key.uri(), key.version(), of(found, slot));
  }

  private static List<RootFinding> of(List<RootFinding> found, int slot) {
    return found.stream().filter(one -> one.slot() == slot).toList();
  }
}
