package dev.freehold.vault.policy;

/** The permissions on keys, in the protocol's words. */
public enum KeyPermission {
  ENCRYPT("encrypt"),
  DECRYPT("decrypt"),
  WRAP_KEY("wrapKey"),
  UNWRAP_KEY("unwrapKey"),
  SIGN("sign"),
  VERIFY("verify"),
  GET("get"),
  LIST("list"),
  CREATE("create"),
  UPDATE("update"),
  IMPORT("import"),
  DELETE("delete"),
  BACKUP("backup"),
  RESTORE("restore"),
  RECOVER("recover"),
  /** Not part of {@code all}. */
  PURGE("purge"),
  RELEASE("release"),
  ROTATE("rotate"),
  GET_ROTATION_POLICY("getrotationpolicy"),
  SET_ROTATION_POLICY("setrotationpolicy");

  private final String word;

  KeyPermission(String word) {
    this.word = word;
  }

  /** The permission as it is written in policies and messages. */
  public String word() {
    return word;
  }
}
