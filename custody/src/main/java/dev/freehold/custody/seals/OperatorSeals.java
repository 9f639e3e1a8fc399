package dev.freehold.custody.seals;

/** The kinds of rows that decide who operates the server, and on which machines it runs. */
public final class OperatorSeals {

  private static final String TENANT_OF_OPERATORS =
      "(SELECT t.id FROM tenants t WHERE t.name_folded = 'operator')";

  /** States that the first start or the configuration has named an operator. */
  public static final SealedKind OPERATOR =
      SealedKind.named("operator", "operators")
          .key("client_id")
          .tenant(TENANT_OF_OPERATORS)
          .ids("object_id")
          .texts("origin")
          .numbers("named_at", "ended_at")
          .build();

  /** Which nodes may serve. */
  public static final SealedKind NODE =
      SealedKind.named("node", "nodes")
          .key("id")
          .tenant(TENANT_OF_OPERATORS)
          .texts("name", "joined_by", "removed_by")
          .numbers("joined_at", "removed_at")
          .versioned()
          .build();

  /** For what a purge relies on a node. */
  public static final SealedKind NODE_BEAT =
      SealedKind.named("node-beat", "node_beats")
          .key("node_id")
          .tenant(TENANT_OF_OPERATORS)
          .numbers("lease_seconds", "forgotten")
          .build();

  private OperatorSeals() {}
}
