package dev.freehold.vault.policy;

import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The permissions of one access policy, family by family, in the words and the order in which they
 * were given.
 *
 * @param words the canonical words; a family without any may be left out
 */
public record Permissions(Map<PermissionFamily, List<String>> words) {

  /** No permission at all. */
  public static final Permissions NONE = new Permissions(Map.of());

  /**
   * Copies the words in canonical spelling, each once.
   *
   * @throws VaultException INVALID if a word is not one of its family
   */
  public Permissions {
    Map<PermissionFamily, List<String>> checked = new EnumMap<>(PermissionFamily.class);
    words.forEach(
        (family, given) -> {
          if (!given.isEmpty()) {
            checked.put(family, canonical(family, given));
          }
        });
    words = Map.copyOf(checked);
  }

  /** Exactly the given permissions on keys. */
  public static Permissions ofKeys(KeyPermission... permissions) {
    return new Permissions(
        Map.of(
            PermissionFamily.KEYS,
            List.of(permissions).stream().map(KeyPermission::word).toList()));
  }

  /** The words of one family. */
  public List<String> of(PermissionFamily family) {
    return words.getOrDefault(family, List.of());
  }

  /** Tells whether there is no word in any family. */
  public boolean isEmpty() {
    return words.isEmpty();
  }

  /** Tells whether {@code permission} is granted by its own word or by {@code all}. */
  public boolean allow(KeyPermission permission) {
    List<String> granted = of(PermissionFamily.KEYS);
    return granted.contains(permission.word())
        || (granted.contains(PermissionFamily.ALL) && permission != KeyPermission.PURGE);
  }

  /** Everything that either grants. */
  public Permissions plus(Permissions other) {
    Map<PermissionFamily, List<String>> sum = new EnumMap<>(PermissionFamily.class);
    for (PermissionFamily family : PermissionFamily.values()) {
      Set<String> union = new LinkedHashSet<>(of(family));
      union.addAll(other.of(family));
      sum.put(family, List.copyOf(union));
    }
    return new Permissions(sum);
  }

  /**
   * What is left when {@code other} is taken away. {@code all} falls apart into its words when one
   * of them goes, and takes all of them along when it goes itself.
   */
  public Permissions minus(Permissions other) {
    Map<PermissionFamily, List<String>> rest = new EnumMap<>(PermissionFamily.class);
    for (PermissionFamily family : PermissionFamily.values()) {
      List<String> taken = other.of(family);
      if (taken.isEmpty()) {
        rest.put(family, of(family));
      } else {
        Set<String> left = new LinkedHashSet<>(spelledOut(family, of(family)));
        left.removeAll(spelledOut(family, taken));
        rest.put(family, List.copyOf(left));
      }
    }
    return new Permissions(rest);
  }

  private static Set<String> spelledOut(PermissionFamily family, Collection<String> words) {
    Set<String> spelled = new LinkedHashSet<>(words);
    if (spelled.remove(PermissionFamily.ALL)) {
      spelled.addAll(family.coveredByAll());
    }
    return spelled;
  }

  private static List<String> canonical(PermissionFamily family, List<String> given) {
    return given.stream().map(word -> canonical(family, word)).distinct().toList();
  }

  private static String canonical(PermissionFamily family, String word) {
    return family
        .canonical(word)
        .orElseThrow(
            () ->
                new VaultException(
                    VaultError.INVALID,
                    "'%s' is not a permission on %s".formatted(word, family.member())));
  }
}
