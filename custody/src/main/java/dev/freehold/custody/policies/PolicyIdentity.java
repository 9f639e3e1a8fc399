package dev.freehold.custody.policies;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.roots.RootKeyUri;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * How people name a policy: by GUID, by name, by a distinguished name of the form {@code
 * CN=name,...}, or by the URI of one of its root keys.
 */
final class PolicyIdentity {

  private static final String SCHEME = "https://";
  private static final String COMMON_NAME = "CN=";
  private static final int GUID_CHARS = 36;

  private PolicyIdentity() {}

  static Optional<Policy> resolve(Handle tx, UUID tenantId, PolicyKind kind, String identity) {
    if (identity.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return byKey(tx, tenantId, kind, RootKeyUri.parse(identity));
    }
    Optional<Policy> found =
        guid(identity)
            .flatMap(id -> PolicyRows.byId(tx, tenantId, id))
            .or(() -> byName(tx, tenantId, identity))
            .or(() -> commonName(identity).flatMap(name -> byName(tx, tenantId, name)));
    return found.filter(policy -> policy.kind() == kind);
  }

  private static Optional<Policy> byName(Handle tx, UUID tenantId, String name) {
    return name.length() > CustodyLimits.MAX_NAME_CHARS
        ? Optional.empty()
        : PolicyRows.byName(tx, tenantId, name);
  }

  /** What is left of a distinguished name's first unescaped comma; RFC 4514, section 2.4. */
  private static Optional<String> commonName(String identity) {
    if (!identity.regionMatches(true, 0, COMMON_NAME, 0, COMMON_NAME.length())) {
      return Optional.empty();
    }
    StringBuilder name = new StringBuilder();
    for (int i = COMMON_NAME.length(); i < identity.length(); i++) {
      char c = identity.charAt(i);
      if (c == ',') {
        break;
      }
      boolean isEscape = c == '\\' && i + 1 < identity.length();
      name.append(isEscape ? identity.charAt(++i) : c);
    }
    return Optional.of(name.toString());
  }

  private static Optional<Policy> byKey(Handle tx, UUID tenantId, PolicyKind kind, RootKeyUri key) {
    List<Policy> users =
        PolicyRows.ofTenant(tx, tenantId, kind).stream()
            .filter(policy -> policy.roots().stream().anyMatch(root -> isRoot(root, key)))
            .toList();
    if (users.size() > 1) {
      throw new CustodyException(
          CustodyError.POLICY_AMBIGUOUS,
          "%d policies have this root key; name one by its name or GUID".formatted(users.size()));
    }
    return users.stream().findFirst();
  }

  private static boolean isRoot(Policy.Root root, RootKeyUri key) {
    RootKeyUri version = RootKeyUri.parse(root.keyVersionUri());
    return version.sameKey(key) && (!key.hasVersion() || version.version().equals(key.version()));
  }

  private static Optional<UUID> guid(String text) {
    try {
      return text.length() == GUID_CHARS ? Optional.of(UUID.fromString(text)) : Optional.empty();
    } catch (IllegalArgumentException notAGuid) {
      return Optional.empty();
    }
  }
}
