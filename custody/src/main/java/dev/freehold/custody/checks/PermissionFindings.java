package dev.freehold.custody.checks;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.checks.RootPermission.Standing;
import dev.freehold.custody.roots.RootKeyUri;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The permissions that the service still has on the root keys of a policy.
 *
 * @param roots by slot
 */
public record PermissionFindings(List<OfRoot> roots) {

  /** Copies the list. */
  public PermissionFindings {
    roots = List.copyOf(roots);
  }

  /** What was found with one root key. */
  record OfRoot(RootKeyUri key, RootPermission wrapKey, RootPermission unwrapKey) {

    private boolean has(Standing standing) {
      return wrapKey.standing() == standing || unwrapKey.standing() == standing;
    }

    private String words(Standing standing) {
      return Stream.of(word("wrapKey", wrapKey, standing), word("unwrapKey", unwrapKey, standing))
          .filter(word -> !word.isEmpty())
          .collect(Collectors.joining(", ", key.withoutVersion() + " (", ")"));
    }

    private static String word(String operation, RootPermission found, Standing standing) {
      if (found.standing() != standing) {
        return "";
      }
      return found.code().isEmpty() ? operation : operation + ": " + found.code();
    }
  }

  boolean has(Standing standing) {
    return roots.stream().anyMatch(root -> root.has(standing));
  }

  /** The keys and operations of which this was found, for people. */
  String words(Standing standing) {
    return roots.stream()
        .filter(root -> root.has(standing))
        .map(root -> root.words(standing))
        .collect(Collectors.joining("; "));
  }

  /**
   * Refuses a step if the service may still use a key.
   *
   * @param withoutVaults whether a vault that says nothing is taken for one that is gone
   * @throws CustodyException {@code PURGE_PERMISSION_REMAINS}, {@code PURGE_VAULT_UNKNOWN}
   */
  public void requireGone(boolean withoutVaults) {
    if (has(Standing.REMAINS)) {
      throw new CustodyException(
          CustodyError.PURGE_PERMISSION_REMAINS,
          "the service may still use %s; take wrapKey and unwrapKey on both keys away from it first"
              .formatted(words(Standing.REMAINS)));
    }
    if (has(Standing.UNKNOWN) && !withoutVaults) {
      throw new CustodyException(
          CustodyError.PURGE_VAULT_UNKNOWN,
          ("no vault said whether the service may still use %s; take wrapKey and unwrapKey away"
                  + " from it and ask again when the vault can be reached, or ask without vaults if"
                  + " they are gone")
              .formatted(words(Standing.UNKNOWN)));
    }
  }

  /** The findings, for the ledger. */
  public Map<String, String> details() {
    Map<String, String> details = new HashMap<>();
    for (int slot = 1; slot <= roots.size(); slot++) {
      OfRoot root = roots.get(slot - 1);
      details.put("root" + slot, root.key().toString());
      details.put("root" + slot + "WrapKey", text(root.wrapKey()));
      details.put("root" + slot + "UnwrapKey", text(root.unwrapKey()));
    }
    return details;
  }

  private static String text(RootPermission found) {
    return (found.standing() + " " + found.code()).strip();
  }
}
