package dev.freehold.bench.postgresql;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;

/** A PostgreSQL server on this machine that flushes what it acknowledges. */
public final class DurableServer {

  /** Its superuser, and the name of its database. */
  public static final String USER = "postgres";

  private DurableServer() {}

  /** Starts one whose data is in {@code folder}. */
  public static EmbeddedPostgres start(Path folder) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(folder.resolve("postgresql"))
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("max_connections", "300")
        .setServerConfig("shared_buffers", "256MB")
        .setServerConfig("max_wal_size", "4GB")
        .start();
  }
}
