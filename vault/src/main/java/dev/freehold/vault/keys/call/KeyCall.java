package dev.freehold.vault.keys.call;

import dev.freehold.vault.auth.TokenCaller;
import dev.freehold.vault.backup.WorldPlace;
import dev.freehold.vault.keys.DeletedKey;
import dev.freehold.vault.keys.DeletedKeyRows;
import dev.freehold.vault.keys.KeyErrors;
import dev.freehold.vault.keys.KeyName;
import dev.freehold.vault.keys.KeyRows;
import dev.freehold.vault.keys.KeyVersion;
import dev.freehold.vault.keys.PrivateVersion;
import dev.freehold.vault.keys.SealedVersion;
import dev.freehold.vault.material.KeySpecification;
import dev.freehold.vault.registry.Vault;
import dev.freehold.vault.throttling.Cost;
import dev.freehold.vault.throttling.VaultThrottle;
import dev.freehold.vault.throttling.Weights;
import dev.freehold.vault.wire.JsonBody;
import dev.freehold.vault.wire.VaultExchange;
import dev.freehold.vault.wire.WireError;
import org.jdbi.v3.core.Handle;

/**
 * A call about keys whose caller has the permission that the route needs. Used by one thread.
 *
 * @param exchange the request
 * @param caller who calls
 * @param vault the vault it is for
 * @param apiVersion the version the client speaks
 * @param maxBodyBytes the route's largest body
 * @param target the key it is about
 * @param ticket what the call is charged for throttling, until its real cost is known
 */
public record KeyCall(
    VaultExchange exchange,
    TokenCaller caller,
    Vault vault,
    String apiVersion,
    int maxBodyBytes,
    KeyTarget target,
    VaultThrottle.Ticket ticket) {

  /** The name that the call is about. */
  public KeyName name() {
    return target.name().orElseThrow();
  }

  /**
   * The version that it names, as it is now.
   *
   * @throws WireError 404 if there is none
   */
  public KeyVersion version() {
    return KeyRows.sealed(exchange, vault.id(), name(), target.version())
        .orElseThrow(() -> KeyErrors.notFound(target.describe()))
        .key();
  }

  /**
   * The version that it names, in the caller's transaction.
   *
   * @throws WireError 404 if there is none
   */
  public KeyVersion version(Handle tx) {
    return sealedVersion(tx).key();
  }

  /** The same with its key, as the tables have them. */
  public SealedVersion sealedVersion(Handle tx) {
    return KeyRows.sealed(tx, vault.id(), name(), target.version())
        .orElseThrow(() -> KeyErrors.notFound(target.describe()));
  }

  /**
   * The version with its sealed private part, as it is now.
   *
   * @throws WireError 404 if there is none
   */
  public PrivateVersion privateVersion() {
    return KeyRows.withPrivatePart(exchange, vault.id(), name(), target.version())
        .orElseThrow(() -> KeyErrors.notFound(target.describe()));
  }

  /**
   * The deleted key that it names, in the caller's transaction.
   *
   * @throws WireError 404 if there is none
   */
  public DeletedKey deletedKey(Handle tx) {
    return DeletedKeyRows.find(tx, vault.id(), name()).orElseThrow(() -> noDeletedKey(tx));
  }

  /** The refusal for a key that does not exist or is not deleted. */
  public WireError noDeletedKey(Handle tx) {
    return DeletedKeyRows.wasEverUsed(tx, vault.id(), name())
        ? KeyErrors.deletedNotFound(name())
        : KeyErrors.notFound(name().text());
  }

  /** Where backups of this vault's keys can be restored. */
  public WorldPlace world() {
    return new WorldPlace(vault.tenantId(), vault.subscriptionId(), vault.location());
  }

  /**
   * A deleted key keeps its name.
   *
   * @throws WireError 409 if the name is one
   */
  public void requireNameNotDeleted() {
    exchange.read(
        tx -> {
          DeletedKeyRows.refuseDeleted(tx, vault.id(), name());
          return null;
        });
  }

  /** The body as JSON, within the route's bound. */
  public JsonBody json() {
    return exchange.json(maxBodyBytes);
  }

  /**
   * The id of a version under the address that the client used. Puts the version into the ledger
   * and charges the call what such keys cost.
   *
   * @throws dev.freehold.vault.throttling.ThrottledException if that is too much
   */
  public String noted(KeyVersion key) {
    String kid = KeyJson.versionedId(exchange.baseUri(), key);
    exchange.trail().concerns(kid);
    KeySpecification specification = key.form().specification();
    exchange.trail().note("keyType", key.form().type());
    switch (specification) {
      case KeySpecification.Rsa rsa -> noteSize(rsa.bits());
      case KeySpecification.Oct oct -> noteSize(oct.bits());
      case KeySpecification.Ec ec -> exchange.trail().note("keyCurve", ec.curve().word());
    }
    charge(specification);
    return kid;
  }

  /** Charges the call what such keys cost. */
  public void charge(KeySpecification specification) {
    ticket.weighs(Cost.USE, Weights.ofUse(specification));
    ticket.weighs(Cost.CREATION, Weights.ofCreation(specification));
  }

  private void noteSize(int bits) {
    exchange.trail().note("keySize", Integer.toString(bits));
  }
}
