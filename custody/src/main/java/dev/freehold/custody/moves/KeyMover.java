package dev.freehold.custody.moves;

import dev.freehold.crypto.CryptoException;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Key256;
import dev.freehold.crypto.wrap.KeyCommitment;
import dev.freehold.crypto.wrap.KeyContext;
import dev.freehold.crypto.wrap.KeyWrap;
import dev.freehold.crypto.wrap.Rewrapper;
import dev.freehold.crypto.wrap.WrappingKey;
import dev.freehold.custody.Ciphertext;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.Requester;
import dev.freehold.custody.bundles.BundleSink;
import dev.freehold.custody.bundles.KeyBundle;
import dev.freehold.custody.bundles.WrappedOwnerKey;
import dev.freehold.custody.moves.MovedPage.Change;
import dev.freehold.custody.orders.Departure;
import dev.freehold.custody.orders.KeptBack;
import dev.freehold.custody.policies.DepKeys;
import dev.freehold.custody.policies.WrappedKeys;
import dev.freehold.persistence.RowIds;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wraps owner keys by another policy's key, or makes them anew, and keeps them in bundles. */
final class KeyMover {

  /** Up to this many, each key gets its own file beside the one before. */
  private static final int MAX_SINGLE_PARTS = 8;

  /** A pack of so many keys stays far below the bound of a pack's bytes. */
  private static final int MAX_PACK_KEYS = 4_000;

  /** So many share ciphers, and one thread does them. */
  private static final int KEYS_AT_ONCE = 128;

  private static final Logger LOG = LoggerFactory.getLogger(KeyMover.class);

  private final DepKeys depKeys;
  private final WrappedKeys wrappedKeys;
  private final BundleSink bundle;
  private final CryptoSuite suite;
  private final KeyWrap wrap;
  private final Clock clock;

  KeyMover(
      DepKeys depKeys, WrappedKeys wrappedKeys, BundleSink bundle, CryptoSuite suite, Clock clock) {
    this.clock = clock;
    this.depKeys = depKeys;
    this.wrappedKeys = wrappedKeys;
    this.bundle = bundle;
    this.suite = suite;
    this.wrap = new KeyWrap(suite);
  }

  /**
   * Does the keys of a page; nothing of it counts before it is in rows. Keys whose policy no root
   * gives up are kept back.
   *
   * @param released departures that need no root's agreement, because two people want them
   * @throws dev.freehold.custody.KeyAccessException if a policy's key may not be had for another
   *     reason
   */
  MovedPage move(List<KeyToMove> page, Requester requester, Set<Departure> released) {
    Map<Boolean, List<KeyToMove>> byRenewal =
        page.stream()
            .filter(owned -> !owned.isThere() && !owned.isBarred())
            .collect(Collectors.partitioningBy(KeyToMove::needsRenewal));
    List<Change> wrapped = new ArrayList<>();
    Set<Departure> left = new HashSet<>(KeyToMove.departures(byRenewal.get(false)));
    Set<Departure> kept = new HashSet<>();
    byRenewal.get(false).stream()
        .collect(Collectors.groupingBy(KeyToMove::departure))
        .forEach(
            (departure, group) -> {
              boolean needsRoot = left.contains(departure) && !released.contains(departure);
              try {
                wrapped.addAll(
                    rewrap(
                        group, departure, requester, needsRoot ? requester.leaving() : requester));
              } catch (NoRootAgrees e) {
                kept.add(departure);
              }
            });
    left.removeAll(kept);
    List<Change> renewed = renew(byRenewal.get(true), requester);
    List<Change> all = new ArrayList<>(wrapped);
    all.addAll(renewed);
    keep(all);
    return new MovedPage(wrapped, renewed, settled(page), left, kept);
  }

  /**
   * Drops the copies in the bundle that a page left behind once it is in rows. What a crash leaves
   * does no harm and goes when the key moves again. Keys in packs keep the copies of their own.
   */
  void dropSuperseded(MovedPage moved) {
    places(moved.wrapped()).values().stream()
        .filter(keys -> keys.size() <= MAX_SINGLE_PARTS)
        .flatMap(List::stream)
        .flatMap(key -> wrappedKeys.ownerKey(key.ownerKeyId()).stream())
        .forEach(key -> bundle.deleteOlder(key.bundleCopy()));
  }

  private List<Change> rewrap(
      List<KeyToMove> group, Departure departure, Requester requester, Requester opener) {
    return depKeys.withDepKey(
        departure.to(),
        requester,
        to -> {
          try {
            return depKeys.withDepKey(
                departure.from(), opener, group.size(), from -> rewrap(group, from, to));
          } catch (KeyAccessException e) {
            if (opener.kind() == Requester.Kind.LEAVING && KeptBack.isForLackOfARoot(e)) {
              throw new NoRootAgrees(e);
            }
            throw e;
          }
        });
  }

  private static List<UUID> settled(List<KeyToMove> page) {
    return page.stream()
        .filter(owned -> owned.isThere() && owned.owner().isPresent())
        .map(KeyToMove::ownerId)
        .toList();
  }

  private List<Change> rewrap(List<KeyToMove> group, Key256 from, Key256 to) {
    try (WrappingKey opening = wrap.under(from);
        WrappingKey wrapping = wrap.under(to)) {
      return group.stream().gather(Gatherers.windowFixed(KEYS_AT_ONCE)).toList().parallelStream()
          .flatMap(some -> rewrap(some, opening, wrapping).stream())
          .toList();
    }
  }

  private static List<Change> rewrap(
      List<KeyToMove> some, WrappingKey opening, WrappingKey wrapping) {
    List<Change> changes = new ArrayList<>(some.size());
    try (Rewrapper rewrapper = opening.to(wrapping, some.size())) {
      for (KeyToMove owned : some) {
        rewrap(owned, rewrapper).ifPresent(changes::add);
      }
    }
    return changes;
  }

  /** Empty if the key does not open: one damaged row must not hold up all the others. */
  private static Optional<Change> rewrap(KeyToMove owned, Rewrapper rewrapper) {
    WrappedOwnerKey before = owned.key();
    KeyContext after =
        new KeyContext(before.tenantId(), owned.target(), before.ownerKeyId(), before.generation());
    try {
      byte[] wrapped =
          rewrapper.rewrap(before.wrapped().bytes(), before.context(), before.commitment(), after);
      return Optional.of(
          new Change(
              owned.ownerId(),
              before,
              new WrappedOwnerKey(
                  before.tenantId(),
                  owned.target(),
                  before.ownerKeyId(),
                  before.generation(),
                  before.revision() + 1,
                  before.commitment(),
                  Ciphertext.of(wrapped))));
    } catch (CryptoException e) {
      LOG.error("the owner key {} does not open and is not moved", before.ownerKeyId(), e);
      return Optional.empty();
    }
  }

  private List<Change> renew(List<KeyToMove> keys, Requester requester) {
    List<Change> changes = new ArrayList<>();
    keys.stream()
        .collect(Collectors.groupingBy(KeyToMove::target))
        .forEach(
            (target, group) ->
                changes.addAll(depKeys.withDepKey(target, requester, to -> renew(group, to))));
    return changes;
  }

  private List<Change> renew(List<KeyToMove> group, Key256 to) {
    try (WrappingKey wrapping = wrap.under(to)) {
      return group.parallelStream().map(owned -> renew(owned, wrapping)).toList();
    }
  }

  private Change renew(KeyToMove owned, WrappingKey to) {
    WrappedOwnerKey before = owned.key();
    UUID id = RowIds.next(clock);
    int generation = before.generation() + 1;
    try (Key256 key = Key256.random(suite.random())) {
      KeyContext context = new KeyContext(before.tenantId(), owned.target(), id, generation);
      return new Change(
          owned.ownerId(),
          before,
          new WrappedOwnerKey(
              before.tenantId(),
              owned.target(),
              id,
              generation,
              1,
              KeyCommitment.of(key, before.tenantId(), id, generation),
              Ciphertext.of(to.wrap(key, context))));
    }
  }

  /** The bundle before the rows, as with every key: decision 0004. */
  private void keep(List<Change> changes) {
    places(changes).forEach(this::keep);
  }

  private static Map<Place, List<WrappedOwnerKey>> places(List<Change> changes) {
    return changes.stream()
        .map(Change::after)
        .collect(Collectors.groupingBy(key -> new Place(key.tenantId(), key.policyId())));
  }

  private void keep(Place place, List<WrappedOwnerKey> keys) {
    if (keys.size() <= MAX_SINGLE_PARTS) {
      keys.forEach(key -> bundle.write(key.bundleCopy(), KeyBundle.part(key)));
      return;
    }
    for (int from = 0; from < keys.size(); from += MAX_PACK_KEYS) {
      List<WrappedOwnerKey> some = keys.subList(from, Math.min(keys.size(), from + MAX_PACK_KEYS));
      bundle.writePack(place.tenantId(), place.policyId(), UUID.randomUUID(), KeyBundle.pack(some));
    }
  }

  /** The keys stay where they are. */
  private static final class NoRootAgrees extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoRootAgrees(KeyAccessException cause) {
      super(cause);
    }
  }

  private record Place(UUID tenantId, UUID policyId) {}
}
