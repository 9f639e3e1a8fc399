package dev.freehold.custody.history;

import dev.freehold.custody.bundles.BundleCopy;
import dev.freehold.custody.policies.Policy;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** Looks at the stores themselves, past every node. */
final class Copies {

  private Copies() {}

  /** How many wrapped copies there are of a policy's key, and of keys in use under it. */
  static long of(World world, UUID policy) {
    return inDatabase(world, policy) + availabilityKeys(world, policy) + inBundle(world, policy);
  }

  private static long inDatabase(World world, UUID policy) {
    return world.custody.database.read(
        tx ->
            tx.createQuery(
                    """
                    SELECT (SELECT COUNT(*) FROM policy_roots
                        WHERE policy_id = :id AND LENGTH(wrapped_key) > 0)
                      + (SELECT COUNT(*) FROM policies
                        WHERE id = :id AND LENGTH(wrapped_by_availability) > 0)
                      + (SELECT COUNT(*) FROM owner_keys
                        WHERE policy_id = :id AND wrapped_key IS NOT NULL)\
                    """)
                .bind("id", policy)
                .mapTo(Long.class)
                .one());
  }

  private static long availabilityKeys(World world, UUID policy) {
    return world.custody.availabilityDatabase.read(
        tx ->
            tx.createQuery("SELECT COUNT(*) FROM availability_keys WHERE policy_id = :id")
                .bind("id", policy)
                .mapTo(Long.class)
                .one());
  }

  /** Of its own key, and of owner keys under it, whatever these copies are wrapped by. */
  private static long inBundle(World world, UUID policy) {
    Set<UUID> under =
        new HashSet<>(
            world.custody.database.read(
                tx ->
                    tx.createQuery("SELECT id FROM owner_keys WHERE policy_id = :id")
                        .bind("id", policy)
                        .mapTo(UUID.class)
                        .list()));
    long parts =
        world.custody.bundle.copies().keySet().stream()
            .map(BundleCopy::part)
            .filter(
                part ->
                    switch (part.kind()) {
                      case POLICY -> part.id().equals(policy);
                      case OWNER_KEY -> under.contains(part.id());
                    })
            .count();
    return parts + world.custody.bundle.packsOf(policy).size();
  }

  /** Which version of its key each root is at, counted from 1. */
  static List<Integer> versions(World world, Policy policy) {
    Integer place = world.history.places.get(policy.id());
    return place == null
        ? List.of()
        : IntStream.range(0, policy.roots().size())
            .mapToObj(i -> world.number(place, i + 1, policy.roots().get(i).keyVersionUri()))
            .toList();
  }
}
