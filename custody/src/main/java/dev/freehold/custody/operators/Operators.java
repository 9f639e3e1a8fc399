package dev.freehold.custody.operators;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.identity.ClientSecret;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.Tenant;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.SqlWork;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * The operators of the server. The first start makes the first one; the configuration names all
 * others, by keys that they made themselves. No operator makes another, so none can get a second
 * credential alone. An act that takes two operators takes two of these. Safe for use by many
 * threads and nodes.
 */
public final class Operators {

  /** The tenant that operators are of. */
  public static final String TENANT = "operator";

  private static final String FIRST = "operator";
  private static final String FIRST_START = "system:first-start";
  private static final String CONFIGURATION = "system:configuration";
  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final Database database;
  private final Tenants tenants;
  private final Identities identities;
  private final Clock clock;

  /** Keeps operators in {@code database}, beside the identities. */
  public Operators(Database database, Tenants tenants, Identities identities, Clock clock) {
    this.database = database;
    this.tenants = tenants;
    this.identities = identities;
    this.clock = clock;
  }

  /** The operators' tenant, which holds nothing else; made if it is not there. */
  public Tenant tenant() {
    return tenants.findByName(TENANT).orElseGet(this::madeTenant);
  }

  /** Another node's first start may be faster. */
  private Tenant madeTenant() {
    try {
      return tenants.create(TENANT, FIRST_START);
    } catch (CustodyException taken) {
      if (taken.error() != CustodyError.TENANT_NAME_TAKEN) {
        throw taken;
      }
      return tenants.findByName(TENANT).orElseThrow(() -> taken);
    }
  }

  /**
   * Whether there is, or ever was, an operator. On a server that is older than this table, the
   * operator who was there first is noted as such; whom that one made is not.
   */
  public boolean exist() {
    List<Identity> known = known();
    return database.write(
        tx -> {
          if (!OperatorRows.present(tx).isEmpty()) {
            return true;
          }
          known.stream()
              .min(Comparator.comparing(Identity::createdAt))
              .ifPresent(first -> note(tx, first, OperatorOrigin.FIRST_START));
          return !known.isEmpty();
        });
  }

  /**
   * Makes the first operator, of which the caller has the secret.
   *
   * @return false if there is one, or was; then nothing was done
   */
  public boolean makeFirst(UUID clientId, ClientSecret secret) {
    if (exist()) {
      return false;
    }
    UUID tenantId = tenant().id();
    return database.write(
        tx -> {
          Identities.lockTenant(tx, tenantId);
          if (!OperatorRows.present(tx).isEmpty()) {
            return false; // another node was faster
          }
          adopt(tx, tenantId, new OperatorKey(FIRST, clientId, secret), OperatorOrigin.FIRST_START);
          return true;
        });
  }

  /**
   * Makes those operators whom the configuration names and who are not there, and ends those whom
   * it names no more. A secret that an operator has replaced stays as it is.
   */
  public void adopt(List<OperatorKey> named) {
    UUID tenantId = tenant().id();
    database.write(
        tx -> {
          Identities.lockTenant(tx, tenantId);
          Map<UUID, OperatorRows.Row> present =
              OperatorRows.present(tx).stream()
                  .collect(Collectors.toMap(OperatorRows.Row::clientId, row -> row));
          Set<UUID> wanted = new HashSet<>();
          for (OperatorKey key : named) {
            wanted.add(key.clientId());
            if (!present.containsKey(key.clientId())) {
              adopt(tx, tenantId, key, OperatorOrigin.CONFIGURATION);
            }
          }
          present.values().stream()
              .filter(row -> row.origin() == OperatorOrigin.CONFIGURATION)
              .filter(row -> !wanted.contains(row.clientId()))
              .forEach(row -> forget(tx, tenantId, row));
          return wanted.size();
        });
  }

  private void adopt(Handle tx, UUID tenantId, OperatorKey key, OperatorOrigin origin) {
    String actor =
        switch (origin) {
          case FIRST_START -> FIRST_START;
          case CONFIGURATION -> CONFIGURATION;
        };
    note(
        tx,
        identities.adoptApplication(
            tx, tenantId, key.clientId(), key.name(), Set.of(Role.OPERATOR), key.secret(), actor),
        origin);
  }

  private void note(Handle tx, Identity identity, OperatorOrigin origin) {
    OperatorRows.insert(tx, identity, origin, now());
  }

  private void forget(Handle tx, UUID tenantId, OperatorRows.Row row) {
    if (!row.isEnded()) {
      identities.deleteApplication(tx, tenantId, row.clientId(), CONFIGURATION);
    }
    OperatorRows.delete(tx, row.clientId());
  }

  /**
   * Ends an operator, whom the configuration cannot bring back.
   *
   * @param actor which other operator does it
   * @throws CustodyException {@code APPLICATION_NOT_FOUND}
   */
  public void end(UUID clientId, String actor) {
    UUID tenantId = tenant().id();
    SqlWork<UUID> end =
        tx -> {
          identities.deleteApplication(tx, tenantId, clientId, actor);
          OperatorRows.end(tx, clientId, now());
          return clientId;
        };
    identities.standings().change(() -> database.write(end));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * The present operators, each with who named it; empty for one that another operator made in an
   * earlier release.
   */
  public Map<Identity, Optional<OperatorOrigin>> list() {
    Map<UUID, OperatorOrigin> origins =
        database.read(tx -> OperatorRows.named(tx)).stream()
            .collect(Collectors.toMap(OperatorRows.Row::clientId, OperatorRows.Row::origin));
    return known().stream()
        .collect(
            Collectors.toMap(
                identity -> identity, one -> Optional.ofNullable(origins.get(one.appId()))));
  }

  private List<Identity> known() {
    return tenants
        .findByName(TENANT)
        .map(tenant -> identities.applications(tenant.id(), BEFORE_ALL))
        .orElse(List.of())
        .stream()
        .filter(identity -> identity.roles().contains(Role.OPERATOR))
        .toList();
  }

  /**
   * Makes sure that an operator is one whom the first start or the configuration has named.
   *
   * @throws CustodyException {@code OPERATOR_NOT_NAMED}; {@code ROW_NOT_AUTHENTIC} if something
   *     else has named it
   */
  public static void requireNamed(Handle tx, String objectId) {
    if (OperatorRows.named(tx, objectId).filter(row -> !row.isEnded()).isEmpty()) {
      throw new CustodyException(
          CustodyError.OPERATOR_NOT_NAMED,
          "this takes operators whom the server's configuration names, and one of the two was made"
              + " by another operator; make a key with 'freehold operator key' and put it into"
              + " freehold.operators");
    }
  }
}
