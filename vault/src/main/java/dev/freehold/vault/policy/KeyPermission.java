package dev.freehold.vault.policy;

/** The permissions on keys, in the words of access policies and of roles. */
public enum KeyPermission {
  ENCRYPT("encrypt", "keys/encrypt/action"),
  DECRYPT("decrypt", "keys/decrypt/action"),
  WRAP_KEY("wrapKey", "keys/wrap/action"),
  UNWRAP_KEY("unwrapKey", "keys/unwrap/action"),
  SIGN("sign", "keys/sign/action"),
  VERIFY("verify", "keys/verify/action"),
  GET("get", "keys/read"),
  LIST("list", "keys/read"),
  CREATE("create", "keys/create/action"),
  UPDATE("update", "keys/update/action"),
  IMPORT("import", "keys/import/action"),
  DELETE("delete", "keys/delete"),
  BACKUP("backup", "keys/backup/action"),
  RESTORE("restore", "keys/restore/action"),
  RECOVER("recover", "keys/recover/action"),
  /** Not part of {@code all}. */
  PURGE("purge", "keys/purge/action"),
  RELEASE("release", "keys/release/action"),
  ROTATE("rotate", "keys/rotate/action"),
  GET_ROTATION_POLICY("getrotationpolicy", "keyrotationpolicies/read"),
  SET_ROTATION_POLICY("setrotationpolicy", "keyrotationpolicies/write");

  private final String word;
  private final String action;

  KeyPermission(String word, String action) {
    this.word = word;
    this.action = "Microsoft.KeyVault/vaults/" + action;
  }

  /** The permission as it is written in policies and messages. */
  public String word() {
    return word;
  }

  /** The data action that grants it in a role. */
  public String dataAction() {
    return action;
  }
}
