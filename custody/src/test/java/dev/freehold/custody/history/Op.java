package dev.freehold.custody.history;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a client asks for. */
sealed interface Op {

  /** Gives the new policy's id. */
  record CreatePolicy(int place) implements Op {}

  record CreateOwner(UUID owner, Optional<UUID> policy) implements Op {}

  record Assign(UUID owner, UUID policy) implements Op {}

  /** Gives the policy that was ordered, if any. */
  record Ordered(UUID owner) implements Op {}

  record Put(UUID owner, UUID object) implements Op {}

  /** A person reads an object. */
  record Read(UUID owner, UUID object) implements Op {}

  /**
   * Gives the job.
   *
   * @param newest by root, how many versions its key had
   */
  record Roll(UUID policy, Map<Integer, Integer> newest) implements Op {}

  record AvailabilityRoll(UUID policy) implements Op {}

  record Hold(UUID owner, String name) implements Op {}

  record Lift(UUID owner, String name) implements Op {}

  record Request(UUID policy) implements Op {}

  record Authorise(UUID policy) implements Op {}

  record Approve(UUID policy, String operator) implements Op {}

  /** Gives the state, and how many copies of keys were there in that moment. */
  record Look(UUID policy) implements Op {}

  /** Moves everything of a policy whose roots are lost; as many steps as there are. */
  record Recover(UUID policy, UUID to) implements Op {}
}
