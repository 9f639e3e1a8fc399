package dev.freehold.console.vaults;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What vaults and their management plane answer, as far as the pages need it. */
public final class VaultModels {

  private static final int BITS_PER_BYTE = 8;
  private static final long SECONDS_OF_DAY = 86_400;

  private VaultModels() {}

  private static <T> List<T> copy(List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  private static long wholeDays(long seconds) {
    return Math.max(0, Math.ceilDiv(seconds, SECONDS_OF_DAY));
  }

  private static String at(Long seconds) {
    return seconds == null ? null : Instant.ofEpochSecond(seconds).toString();
  }

  /** The subscriptions of somebody. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Subscriptions(List<Subscription> value) {
    Subscriptions {
      value = copy(value);
    }
  }

  /** What vaults belong to. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Subscription(String subscriptionId, String displayName) {}

  /** The vaults of a subscription. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record VaultList(List<VaultResource> value, String nextLink) {
    VaultList {
      value = copy(value);
    }
  }

  /** A vault, as whoever administers it sees it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record VaultResource(
      String id, String name, String location, VaultProperties properties) {}

  /** Settings of a vault. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record VaultProperties(
      String tenantId,
      List<Grant> accessPolicies,
      int softDeleteRetentionInDays,
      boolean enableRbacAuthorization,
      boolean enablePurgeProtection,
      String vaultUri,
      String publicNetworkAccess) {

    /** Copies the list. */
    public VaultProperties {
      accessPolicies = copy(accessPolicies);
    }

    /** One word for how permissions are given. */
    public String mode() {
      return enableRbacAuthorization ? "roles" : "policies";
    }
  }

  /** What one access policy gives to somebody, by families of objects. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Grant(
      String tenantId,
      String objectId,
      String applicationId,
      Map<String, List<String>> permissions) {

    private static final String ALL = "all";
    private static final String PURGE = "purge";

    /** Copies the map. */
    public Grant {
      permissions = permissions == null ? Map.of() : Map.copyOf(permissions);
    }

    /** The words for keys. */
    public List<String> keys() {
      return permissions.getOrDefault("keys", List.of());
    }

    /** Whether it lets somebody do this; {@code all} is everything but purging. */
    public boolean allows(String permission) {
      return keys().contains(permission) || (keys().contains(ALL) && !permission.equals(PURGE));
    }

    /** Whether whoever has it can wrap or unwrap, which is what the service does. */
    boolean opensKeys() {
      return allows("wrapKey") || allows("unwrapKey");
    }
  }

  /** What a search for a vault found, without its settings. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record VaultStubs(List<VaultStub> value) {
    VaultStubs {
      value = copy(value);
    }
  }

  /** Where a vault is. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record VaultStub(String id) {}

  /** Deleted vaults of a subscription. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record DeletedVaultList(List<DeletedVaultResource> value, String nextLink) {
    DeletedVaultList {
      value = copy(value);
    }
  }

  /** A vault that is deleted and can be recovered until its purge. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record DeletedVaultResource(String name, DeletedVaultProperties properties) {

    /** Whole days until it goes for good. */
    public long daysLeft(Instant now) {
      return wholeDays(
          Instant.parse(properties.scheduledPurgeDate()).getEpochSecond() - now.getEpochSecond());
    }
  }

  /**
   * Where a deleted vault was, and until when it is kept.
   *
   * @param vaultId the path of the vault itself
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record DeletedVaultProperties(
      String vaultId, String location, String deletionDate, String scheduledPurgeDate) {}

  /** Keys, versions or deleted keys. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record KeyItems(List<KeyItem> value, String nextLink) {
    KeyItems {
      value = copy(value);
    }
  }

  /** A key, a version of one, or a deleted key. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record KeyItem(
      String kid, Attributes attributes, Long deletedDate, Long scheduledPurgeDate) {

    /** The name of the key. */
    public String name() {
      return part(kid, 2);
    }

    /** The version; empty if the address has none. */
    public String version() {
      return part(kid, 3);
    }

    /** When it was deleted. */
    public String deletedAt() {
      return at(deletedDate);
    }

    /** When it goes for good. */
    public String purgeAt() {
      return at(scheduledPurgeDate);
    }

    /** Whole days until then. */
    public long daysLeft(Instant now) {
      return wholeDays(scheduledPurgeDate == null ? 0 : scheduledPurgeDate - now.getEpochSecond());
    }
  }

  private static String part(String kid, int index) {
    String[] parts = URI.create(kid).getPath().split("/", -1);
    return parts.length > index ? parts[index] : "";
  }

  /** How a key or a version stands. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Attributes(boolean enabled, Long nbf, Long exp, Long created, int recoverableDays) {

    /** One word for the badge. */
    public String standing(Instant now) {
      if (!enabled) {
        return "disabled";
      }
      if (exp != null && exp <= now.getEpochSecond()) {
        return "expired";
      }
      return nbf != null && nbf > now.getEpochSecond() ? "notYetValid" : "enabled";
    }

    /** When it expires; null if it does not. */
    public String expiresAt() {
      return at(exp);
    }

    /** When it was made. */
    public String createdAt() {
      return at(created);
    }
  }

  /** When a version was last used, by whom and for what. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Use(
      String kid, Long lastUsed, String by, String operation, String name, String version) {

    /** When; null if never. */
    public String usedAt() {
      return at(lastUsed);
    }
  }

  /** The uses of a vault's keys. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Uses(List<Use> value) {
    Uses {
      value = copy(value);
    }
  }

  /** A key with its public part. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Bundle(Jwk key, Attributes attributes) {}

  /** The public part. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Jwk(
      String kid,
      String kty,
      @JsonProperty("key_ops") List<String> operations,
      String n,
      String crv) {

    /** Copies the list. */
    public Jwk {
      operations = copy(operations);
    }

    /** The name of the key. */
    String name() {
      return part(kid, 2);
    }

    /** The version. */
    public String version() {
      return part(kid, 3);
    }

    /** The length of an RSA key. */
    public Optional<Integer> bits() {
      return Optional.ofNullable(n)
          .map(modulus -> Base64.getUrlDecoder().decode(modulus).length * BITS_PER_BYTE);
    }

    /** Whether a version like it can be asked for; nobody sees how long a symmetric key is. */
    public boolean isRepeatable() {
      return n != null || crv != null;
    }

    /** What kind of key, as people say it. */
    public String kind() {
      return bits().map(bits -> kty + " " + bits).orElse(crv == null ? kty : kty + " " + crv);
    }
  }

  /** When a key gets its next version by itself. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Rotation(List<Action> lifetimeActions, Map<String, Object> attributes) {

    /** Copies the list. */
    public Rotation {
      lifetimeActions = copy(lifetimeActions);
    }

    /** What happens when the time comes. */
    public record Action(Map<String, String> trigger, Map<String, String> action) {

      /** In the words of the protocol. */
      public String type() {
        return action.getOrDefault("type", "");
      }

      /** After a version was made; null if it is told from the expiry. */
      public String afterCreate() {
        return trigger.get("timeAfterCreate");
      }

      /** Before a version expires; null if it is told from the making. */
      public String beforeExpiry() {
        return trigger.get("timeBeforeExpiry");
      }

      Optional<RotationSpan> span() {
        return Optional.ofNullable(afterCreate() == null ? beforeExpiry() : afterCreate())
            .flatMap(RotationSpan::parse);
      }
    }

    /** Whether somebody gave the key a policy. */
    public boolean isSet() {
      return attributes != null;
    }

    /** How long a new version is good; null for ever. */
    public Object expiry() {
      return attributes == null ? null : attributes.get("expiryTime");
    }

    Optional<RotationSpan> expires() {
      return Optional.ofNullable(expiry()).map(Object::toString).flatMap(RotationSpan::parse);
    }

    /** What happens at some time, by its type in any case. */
    Optional<Action> action(String type) {
      return lifetimeActions.stream()
          .filter(action -> action.type().equalsIgnoreCase(type))
          .findFirst();
    }
  }

  /** The bytes of a backup. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Backup(String value) {}
}
