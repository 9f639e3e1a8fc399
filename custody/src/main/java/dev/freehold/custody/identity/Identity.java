package dev.freehold.custody.identity;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/**
 * Someone or something that can act in a tenant.
 *
 * @param tenantId the tenant it belongs to
 * @param objectId its id in access policies and in the ledger; unique on this server
 * @param appId the client id, or null for a user
 * @param kind what it is
 * @param displayName for people
 * @param roles what it may do; none for a plain user
 * @param createdAt when it was made
 */
public record Identity(
    UUID tenantId,
    UUID objectId,
    UUID appId,
    Kind kind,
    String displayName,
    Set<Role> roles,
    Instant createdAt) {

  /** Copies the roles. */
  public Identity {
    roles = roles.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(roles));
  }

  /** The kinds of identity. */
  public enum Kind {
    /** A person. */
    USER,
    /** A program that proves itself with a client secret. */
    APPLICATION,
    /** A part of this service; it has no secret that anyone could present. */
    WORKLOAD
  }
}
