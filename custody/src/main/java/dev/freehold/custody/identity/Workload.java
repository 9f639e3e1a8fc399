package dev.freehold.custody.identity;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A part of the service with its own identity in every tenant. Tenants grant it {@code get}, {@code
 * wrapKey} and {@code unwrapKey}.
 */
public enum Workload {
  /** Mail. */
  EXCHANGE(UUID.fromString("00000002-0000-0ff1-ce00-000000000000"), "Office 365 Exchange Online"),
  /** Sites with their files. */
  SHAREPOINT(
      UUID.fromString("00000003-0000-0ff1-ce00-000000000000"), "Office 365 SharePoint Online"),
  /** What multi-workload policies cover. */
  MULTI_WORKLOAD(
      UUID.fromString("c066d759-24ae-40e7-a56f-027002b5d3e4"), "M365DataAtRestEncryption");

  private final UUID appId;
  private final String displayName;

  Workload(UUID appId, String displayName) {
    this.appId = appId;
    this.displayName = displayName;
  }

  /** The application id, the same in every tenant. */
  public UUID appId() {
    return appId;
  }

  /** The name under which administrators see it. */
  public String displayName() {
    return displayName;
  }

  Identity newPrincipal(UUID tenantId, Instant createdAt) {
    return new Identity(
        tenantId,
        UUID.randomUUID(),
        appId,
        Identity.Kind.WORKLOAD,
        displayName,
        Set.of(),
        createdAt);
  }
}
