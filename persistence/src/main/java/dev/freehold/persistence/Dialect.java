package dev.freehold.persistence;

/** The SQL dialects that Freehold runs on. */
public enum Dialect {
  /** Embedded: one file, write-ahead log, every commit flushed. */
  SQLITE,
  /** A PostgreSQL server, or what speaks its protocol. */
  POSTGRESQL
}
