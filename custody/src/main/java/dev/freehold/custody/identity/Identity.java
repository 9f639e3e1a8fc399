package dev.freehold.custody.identity;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/**
 * Someone or something that can act in a tenant, or a group of them.
 *
 * @param tenantId the tenant it belongs to
 * @param objectId its id in access policies and in the ledger; unique on this server
 * @param appId the client id, or null for a user
 * @param kind what it is
 * @param displayName for people
 * @param roles what it may do; none for a plain user
 * @param createdAt when it was made
 * @param enabled whether it may sign in at all; a disabled one keeps all that it has
 * @param signOuts how often it was signed out everywhere. A token carries the number of its time,
 *     and is worthless once the number is higher
 */
public record Identity(
    UUID tenantId,
    UUID objectId,
    UUID appId,
    Kind kind,
    String displayName,
    Set<Role> roles,
    Instant createdAt,
    boolean enabled,
    long signOuts) {

  /** Copies the roles. */
  public Identity {
    roles = roles.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(roles));
  }

  /** A new identity, which is enabled. */
  public Identity(
      UUID tenantId,
      UUID objectId,
      UUID appId,
      Kind kind,
      String displayName,
      Set<Role> roles,
      Instant createdAt) {
    this(tenantId, objectId, appId, kind, displayName, roles, createdAt, true, 0);
  }

  /** The same, allowed to come. */
  public Identity enable() {
    return with(roles, true, signOuts);
  }

  /** One that is disabled is signed out everywhere. */
  public Identity disable() {
    return enabled ? with(roles, false, signOuts + 1) : this;
  }

  /** The same identity, for which all earlier tokens are invalid. */
  public Identity signOut() {
    return with(roles, enabled, signOuts + 1);
  }

  /** The same with other roles. */
  public Identity withRoles(Set<Role> others) {
    return with(others, enabled, signOuts);
  }

  private Identity with(Set<Role> others, boolean isEnabled, long times) {
    return new Identity(
        tenantId, objectId, appId, kind, displayName, others, createdAt, isEnabled, times);
  }

  /** The kinds of identity. */
  public enum Kind {
    /** A person. */
    USER,
    /** A program that proves itself with a client secret. */
    APPLICATION,
    /** A part of this service; it has no secret that anyone could present. */
    WORKLOAD,
    /** Several people and applications; it never acts itself, and has no roles. */
    GROUP
  }
}
