package dev.freehold.custody.copies;

import dev.freehold.crypto.Key256;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tries every way to open one policy's key: each wrapped form in a database or a bundle, each once.
 * For one policy and one thread.
 */
public final class PolicyTrial {

  private final Optional<AvailabilityCopy> availability;
  private final RootCopy roots;
  private final Map<PolicyWrap, String> wraps = new LinkedHashMap<>();

  /**
   * Uses what is available.
   *
   * @param availability empty if there is no copy of the availability database
   */
  public PolicyTrial(Optional<AvailabilityCopy> availability, RootCopy roots) {
    this.availability = availability;
    this.roots = roots;
  }

  /**
   * Takes wrapped forms to try.
   *
   * @param where they are, such as {@code the database}; of equal ones the first counts
   */
  public void add(List<PolicyWrap> found, String where) {
    found.forEach(wrap -> wraps.putIfAbsent(wrap, where));
  }

  /** Tries; the caller closes what was found. */
  public PolicyFinding run() {
    List<TriedWay> ways = new ArrayList<>();
    List<Key256> keys = new ArrayList<>();
    wraps.forEach(
        (wrap, where) -> {
          Attempt attempt = attempt(wrap);
          attempt.key().ifPresent(keys::add);
          ways.add(
              new TriedWay(
                  "%s, from %s".formatted(name(wrap), where),
                  attempt.standing(),
                  attempt.reason()));
        });
    return new PolicyFinding(ways, keys);
  }

  private Attempt attempt(PolicyWrap wrap) {
    return switch (wrap) {
      case PolicyWrap.ByAvailability wrapped ->
          availability
              .map(copy -> copy.open(wrapped))
              .orElseGet(
                  () ->
                      Attempt.failed(
                          KeyReach.CLOSED, "there is no availability database in the backup"));
      case PolicyWrap.ByRoot wrapped -> roots.open(wrapped);
    };
  }

  private static String name(PolicyWrap wrap) {
    return switch (wrap) {
      case PolicyWrap.ByAvailability _ -> "availability key";
      case PolicyWrap.ByRoot(_, int slot, var keyVersion, _) ->
          "root %d %s".formatted(slot, keyVersion);
    };
  }
}
