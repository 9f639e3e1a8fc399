package dev.freehold.vault.policy;

import java.util.UUID;

/** Whether a caller may do something with keys, and which grant allows it. */
public sealed interface AccessDecision {

  /** An access policy grants it. */
  record GrantedByPolicy() implements AccessDecision {}

  /** A role grants it. */
  record GrantedByRole(UUID assignmentId) implements AccessDecision {}

  /** No access policy grants it. */
  record NoPolicy() implements AccessDecision {}

  /** No role grants it. */
  record NoRole() implements AccessDecision {}
}
