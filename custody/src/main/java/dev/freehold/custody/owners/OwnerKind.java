package dev.freehold.custody.owners;

/** What an owner key belongs to. */
public enum OwnerKind {
  /** A mailbox: covered by its own policy, else the tenant's multi-workload policy. */
  MAILBOX,
  /** A site: covered by the policy of its geo. */
  SITE
}
