package dev.freehold.server.coverage;

/** The means that keep stored data from being read. */
public enum Means {
  /** Encrypted and authenticated under a key. */
  SEALED("sealed under"),
  /** A key, encrypted under another one. */
  WRAPPED("wrapped under"),
  /** A hash or commitment, from which nothing comes back. */
  HASHED("hashed:"),
  /** As the tables of the database say, each by itself. */
  AS_TABLES("as its tables:"),
  /** Metadata, readable for anyone who has the bytes. */
  CLEAR("in clear:"),
  /** A secret in clear, which nothing but the rights of its file keeps. */
  FILE_RIGHTS("in clear, mode 0600:"),
  /** Never written. */
  MEMORY("in memory alone:"),
  /** Freehold has no say in it. */
  NOT_COVERED("NOT COVERED:"),
  /** Against a rule: it has another form, or other rights, than it should. */
  WRONG("WRONG:"),
  /** No rule says what it is. */
  UNKNOWN("UNKNOWN:");

  private final String text;

  Means(String text) {
    this.text = text;
  }

  /** For people; what follows says by which key, or of what kind. */
  String text() {
    return text;
  }

  /** Whether the report is not complete with it. */
  boolean isFinding() {
    return this == WRONG || this == UNKNOWN;
  }
}
