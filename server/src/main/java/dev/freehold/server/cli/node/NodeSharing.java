package dev.freehold.server.cli.node;

import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.config.BuiltInVaults;
import dev.freehold.server.config.ServerSettings;
import java.util.ArrayList;
import java.util.List;

/** Whether what nodes share is where all of them reach it. */
final class NodeSharing {

  private NodeSharing() {}

  /**
   * Returns if a second node could serve with this configuration.
   *
   * @param isVaults whether vaults run alone with it, which have no blobs and no availability keys
   * @throws ServerException {@code CONFIGURATION_INVALID}
   */
  static void require(ServerSettings settings, boolean isVaults) {
    List<String> missing = new ArrayList<>();
    if (settings.database().url().isEmpty()) {
      missing.add("the database (freehold.database.url names a PostgreSQL database)");
    }
    if (!isVaults && settings.availability().url().isEmpty()) {
      missing.add(
          "the availability database (freehold.availability.url names another PostgreSQL"
              + " database)");
    }
    if (!isVaults && settings.remoteBlobs().isEmpty()) {
      missing.add("sealed objects (freehold.blobs.kind is s3)");
    }
    if (!isVaults && settings.vaults().builtIn() == BuiltInVaults.LOCAL) {
      missing.add("key vaults (freehold.vault.built-in is none; 'freehold vault' runs them apart)");
    }
    if (!missing.isEmpty()) {
      throw new ServerException(
          ServerError.CONFIGURATION_INVALID,
          "nodes share what this configuration keeps on one machine: "
              + String.join(", ", missing));
    }
  }
}
