package dev.freehold.custody.policies;

import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.Workload;

/** The kinds of data encryption policies. */
public enum PolicyKind {
  /** Covers the mailboxes that it is assigned to. */
  MAILBOX,
  /** Covers every mailbox of the tenant that has no policy of its own, while it is assigned. */
  MULTI_WORKLOAD,
  /** Covers the sites of one geo; its key is the tenant intermediate key (TIK). */
  FILE,
  /** Covers what no customer's policy covers, under roots that the service keeps itself. */
  SERVICE_MANAGED;

  /** In whose name the vaults of such a policy are called; the service's own roots ask nobody. */
  public Workload workload() {
    return switch (this) {
      case MAILBOX, SERVICE_MANAGED -> Workload.EXCHANGE;
      case MULTI_WORKLOAD -> Workload.MULTI_WORKLOAD;
      case FILE -> Workload.SHAREPOINT;
    };
  }

  /** The role that orders what is done with such a policy. */
  public Role administrator() {
    return switch (this) {
      case MAILBOX, SERVICE_MANAGED -> Role.EXCHANGE_ADMIN;
      case MULTI_WORKLOAD -> Role.COMPLIANCE_ADMIN;
      case FILE -> Role.SHAREPOINT_ADMIN;
    };
  }

  /** Tells whether the roots are keys of a customer. */
  public boolean isCustomerManaged() {
    return this != SERVICE_MANAGED;
  }
}
