package dev.freehold.server.coverage;

/**
 * What protects a place.
 *
 * @param means how
 * @param by the key, or for unencrypted data its kind
 */
public record Protection(Means means, String by) {

  static Protection sealed(Key key) {
    return new Protection(Means.SEALED, key.text());
  }

  static Protection wrapped(Key key) {
    return new Protection(Means.WRAPPED, key.text());
  }

  static Protection clear(Clear kind) {
    return new Protection(Means.CLEAR, kind.text());
  }

  static Protection fileRights() {
    return new Protection(Means.FILE_RIGHTS, "secret");
  }

  static Protection asTables() {
    return new Protection(Means.AS_TABLES, "see them");
  }

  @Override
  public String toString() {
    return means.text() + " " + by;
  }
}
