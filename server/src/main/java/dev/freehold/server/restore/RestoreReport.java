package dev.freehold.server.restore;

import java.util.UUID;

/**
 * Receives the results in order: a tenant, its policies, after each policy the keys under it. A
 * backup may have any number, so they are passed on one by one.
 */
public interface RestoreReport {

  /** A tenant; {@code name} is empty if only a key bundle knows it. */
  void tenant(UUID id, String name);

  /** A policy of the tenant before. */
  void policy(PolicyResult policy);

  /** A key under the policy before. */
  void owner(OwnerResult owner);

  /** Nothing follows. */
  void end(RestoreSummary summary);
}
