package dev.freehold.vault.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The four lists of an access policy. Only {@link #KEYS} acts in this product; the others are
 * checked, kept and shown, because the official tools send and compare them.
 */
@SuppressWarnings(
    "ImmutableEnumChecker") // the collections are made by factories of unmodifiable ones
public enum PermissionFamily {
  /** Permissions on keys. */
  KEYS("keys", Arrays.stream(KeyPermission.values()).map(KeyPermission::word).toList()),
  /** Permissions on secrets. */
  SECRETS(
      "secrets", List.of("get", "list", "set", "delete", "backup", "restore", "recover", "purge")),
  /** Permissions on certificates. */
  CERTIFICATES(
      "certificates",
      List.of(
          "get",
          "list",
          "delete",
          "create",
          "import",
          "update",
          "managecontacts",
          "getissuers",
          "listissuers",
          "setissuers",
          "deleteissuers",
          "manageissuers",
          "recover",
          "purge",
          "backup",
          "restore")),
  /** Permissions on storage accounts. */
  STORAGE(
      "storage",
      List.of(
          "get",
          "list",
          "delete",
          "set",
          "update",
          "regeneratekey",
          "recover",
          "purge",
          "backup",
          "restore",
          "setsas",
          "listsas",
          "getsas",
          "deletesas"));

  /** Stands for every word of the family but {@code purge}. */
  static final String ALL = "all";

  private static final String PURGE = "purge";

  private final String member;
  private final List<String> words;
  private final Map<String, String> byLowerCase;

  PermissionFamily(String member, List<String> words) {
    this.member = member;
    this.words = words;
    this.byLowerCase =
        words.stream()
            .collect(
                Collectors.toUnmodifiableMap(w -> w.toLowerCase(Locale.ROOT), Function.identity()));
  }

  /** The name of the list in JSON. */
  public String member() {
    return member;
  }

  /** All words of the family as answers spell them, without {@code all}. */
  public List<String> words() {
    return words;
  }

  /** The word as answers spell it, or empty if the family has no such word. */
  public Optional<String> canonical(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return lower.equals(ALL) ? Optional.of(ALL) : Optional.ofNullable(byLowerCase.get(lower));
  }

  /** The words that {@code all} stands for. */
  List<String> coveredByAll() {
    return words.stream().filter(word -> !word.equals(PURGE)).toList();
  }
}
