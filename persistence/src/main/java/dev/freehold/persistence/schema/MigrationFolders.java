package dev.freehold.persistence.schema;

import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.MigrationSet;
import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceException;
import java.util.List;
import java.util.stream.Stream;

/** Where the migrations of some modules are, for one dialect. */
record MigrationFolders(Dialect dialect, List<MigrationSet> sets) {

  static final ClassLoader CLASS_PATH = MigrationFolders.class.getClassLoader();

  /**
   * The folders that exist, each once; Flyway warns of others.
   *
   * @throws PersistenceException {@link PersistenceError#MIGRATION_FAILED} if a module has none
   */
  List<String> of(MigrationKind... kinds) {
    return paths(kinds).stream().map(folder -> "classpath:" + folder).toList();
  }

  /** The same folders, as a class loader names them. */
  List<String> paths(MigrationKind... kinds) {
    return sets.stream()
        .flatMap(set -> Stream.of(kinds).flatMap(kind -> existing(set, kind)))
        .distinct()
        .toList();
  }

  /**
   * A module without tables is a mistake in its name.
   *
   * @throws PersistenceException {@link PersistenceError#MIGRATION_FAILED}
   */
  void requireModules() {
    for (MigrationSet set : sets) {
      if (Stream.of(MigrationKind.values())
          .flatMap(kind -> existing(set, kind))
          .findAny()
          .isEmpty()) {
        throw new PersistenceException(
            PersistenceError.MIGRATION_FAILED,
            "no migrations are on the class path under db/migration/" + set.module(),
            null);
      }
    }
  }

  private Stream<String> existing(MigrationSet set, MigrationKind kind) {
    String root = "db/" + kind.folder() + "/" + set.module();
    return Stream.of(root + "/common", root + "/" + folderOf(dialect))
        .filter(folder -> CLASS_PATH.getResource(folder) != null);
  }

  private static String folderOf(Dialect dialect) {
    return switch (dialect) {
      case SQLITE -> "sqlite";
      case POSTGRESQL -> "postgresql";
    };
  }
}
