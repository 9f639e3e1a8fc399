package dev.freehold.server.restore;

import dev.freehold.persistence.DatabaseSettings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The parts of a backup that are available.
 *
 * @param database the main database: a file, or a PostgreSQL database into which a dump was
 *     restored
 * @param blobs the folder of sealed objects and key bundles
 * @param availability the availability database, of either kind too
 * @param masterKey the file of the service master key
 * @param vaults the database of key vaults that the service itself runs
 * @param scratch the folder into which a database that has a log beside it is copied
 */
public record Backup(
    Optional<DatabaseSettings> database,
    Optional<Path> blobs,
    Optional<DatabaseSettings> availability,
    Optional<Path> masterKey,
    Optional<Path> vaults,
    Path scratch) {}
