package dev.freehold.custody.owners;

/** The kinds of owners of keys. */
public enum OwnerKind {
  /** A mailbox: covered by its own policy, else the tenant's multi-workload policy. */
  MAILBOX,
  /** A site: covered by the policy of its geo. */
  SITE
}
