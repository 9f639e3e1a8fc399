package dev.freehold.vault.seals;

import java.util.Arrays;

/** The kinds of things that have a seal. */
public enum SealedThingKind {
  /** That all rows of the database have seals. */
  DATABASE(0, "database"),
  /** A name: its vault with state, settings and access policies, or that there is none. */
  VAULT(1, "vault"),
  /** A subscription with its owners. */
  SUBSCRIPTION(2, "subscription"),
  /** All role assignments of a subscription. */
  ROLES(3, "role-assignments"),
  /** A key, without its versions. */
  KEY(4, "key"),
  /** One version of a key. */
  KEY_VERSION(5, "key-version"),
  /** In the memory of a node only: a refusal that was reported. */
  ALARM(6, "alarm");

  private final int code;
  private final String word;

  SealedThingKind(int code, String word) {
    this.code = code;
    this.word = word;
  }

  /** The kind that a code stands for. */
  static SealedThingKind of(int code) {
    return Arrays.stream(values())
        .filter(kind -> kind.code == code)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no kind has the code " + code));
  }

  /** Stands for it in files; never changes. */
  int code() {
    return code;
  }

  /** Stands for it in the database, in what is sealed, and for people; never changes. */
  public String word() {
    return word;
  }

  /** Whether its first state is remembered too; of keys there are too many. */
  boolean isRememberedFromTheFirst() {
    return switch (this) {
      case DATABASE, VAULT, SUBSCRIPTION, ROLES, ALARM -> true;
      case KEY, KEY_VERSION -> false;
    };
  }
}
