package dev.freehold.vault.policy;

import static dev.freehold.vault.policy.KeyPermission.BACKUP;
import static dev.freehold.vault.policy.KeyPermission.DECRYPT;
import static dev.freehold.vault.policy.KeyPermission.ENCRYPT;
import static dev.freehold.vault.policy.KeyPermission.GET;
import static dev.freehold.vault.policy.KeyPermission.GET_ROTATION_POLICY;
import static dev.freehold.vault.policy.KeyPermission.LIST;
import static dev.freehold.vault.policy.KeyPermission.SIGN;
import static dev.freehold.vault.policy.KeyPermission.UNWRAP_KEY;
import static dev.freehold.vault.policy.KeyPermission.UPDATE;
import static dev.freehold.vault.policy.KeyPermission.VERIFY;
import static dev.freehold.vault.policy.KeyPermission.WRAP_KEY;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The roles that can be assigned, under the ids and names that scripts use. */
@SuppressWarnings("ImmutableEnumChecker") // the sets are unmodifiable copies
public enum BuiltInRole {
  ADMINISTRATOR(
      "00482a5a-887f-4fb3-b363-3b7fe8e74483",
      "Key Vault Administrator",
      List.of(),
      EnumSet.allOf(KeyPermission.class)),
  CRYPTO_OFFICER(
      "14b46e9e-c2b7-41b4-b07b-48a6ebf60603",
      "Key Vault Crypto Officer",
      List.of(),
      EnumSet.allOf(KeyPermission.class)),
  CRYPTO_USER(
      "12338af0-0e69-4776-bea7-57ae8d297424",
      "Key Vault Crypto User",
      List.of(),
      EnumSet.of(GET, LIST, UPDATE, BACKUP, ENCRYPT, DECRYPT, WRAP_KEY, UNWRAP_KEY, SIGN, VERIFY)),
  SERVICE_ENCRYPTION_USER(
      "e147488a-f6f5-4113-8e2d-b22465e65bf6",
      "Key Vault Crypto Service Encryption User",
      List.of(),
      EnumSet.of(GET, LIST, WRAP_KEY, UNWRAP_KEY)),
  READER(
      "21090545-7ca7-4776-b22c-e363652d74d2",
      "Key Vault Reader",
      List.of(),
      EnumSet.of(GET, LIST, GET_ROTATION_POLICY)),
  PURGE_OPERATOR(
      "a68e7c17-0ab2-4c09-9a58-125dae29748c",
      "Key Vault Purge Operator",
      List.of(
          "Microsoft.KeyVault/deletedVaults/read",
          "Microsoft.KeyVault/locations/deletedVaults/read",
          "Microsoft.KeyVault/locations/deletedVaults/purge/action"),
      EnumSet.noneOf(KeyPermission.class));

  private final UUID id;
  private final String title;
  private final List<String> actions;
  private final Set<KeyPermission> permissions;

  BuiltInRole(String id, String title, List<String> actions, Set<KeyPermission> permissions) {
    this.id = UUID.fromString(id);
    this.title = title;
    this.actions = actions;
    this.permissions = Set.copyOf(permissions);
  }

  /** The role of that id. */
  public static Optional<BuiltInRole> of(UUID id) {
    return Arrays.stream(values()).filter(role -> role.id.equals(id)).findFirst();
  }

  /** The id, the same everywhere. */
  public UUID id() {
    return id;
  }

  /** The name that people know it by. */
  public String title() {
    return title;
  }

  /** The management operations it grants. */
  public List<String> actions() {
    return actions;
  }

  /** The operations on keys it grants, as data actions, each once. */
  public List<String> dataActions() {
    return permissions.stream().map(KeyPermission::dataAction).distinct().sorted().toList();
  }

  /** Tells whether it grants {@code permission} on keys. */
  public boolean allows(KeyPermission permission) {
    return permissions.contains(permission);
  }
}
