package dev.freehold.server.config;

import static dev.freehold.server.config.Kind.integer;
import static dev.freehold.server.config.Kind.text;

import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.config.ServerSettings.DatabaseChoice;

/** Where the availability database is: availability keys, and the service's own root keys. */
final class AvailabilitySettings {

  static final Setting<String> URL =
      Setting.open(
              "freehold.availability.url",
              "A jdbc:postgresql: URL of a database for availability keys, not the main one;"
                  + " several nodes need it. Empty for SQLite in the data folder, which is for one"
                  + " node.",
              text(),
              "")
          .onlyForServe();
  static final Setting<String> USER =
      Setting.open(
              "freehold.availability.user",
              "The PostgreSQL user of the availability database, best one that cannot read the main"
                  + " database.",
              text(),
              "")
          .onlyForServe();
  static final Setting<Secret> PASSWORD =
      Setting.secret(
              "freehold.availability.password", "The password of the availability database's user.")
          .onlyForServe();
  static final Setting<Integer> CONNECTIONS =
      Setting.open(
              "freehold.availability.connections",
              "How many connections to the availability database are held at most.",
              integer(2, 200, "connections"),
              "8")
          .onlyForServe();

  private static final String POSTGRESQL = "jdbc:postgresql:";

  private AvailabilitySettings() {}

  /**
   * The database, or an empty URL for the file.
   *
   * @throws ServerException with {@code CONFIGURATION_INVALID} if it is no PostgreSQL database, or
   *     credentials are given for a file
   */
  static DatabaseChoice of(Configuration c) {
    DatabaseChoice choice =
        new DatabaseChoice(c.get(URL), c.get(USER), c.get(PASSWORD), c.get(CONNECTIONS));
    if (choice.url().isEmpty()) {
      if (!choice.user().isEmpty() || choice.password().isPresent()) {
        throw invalid("it is not set, so the user and the password have no effect; set it too");
      }
    } else if (!choice.url().startsWith(POSTGRESQL)) {
      throw invalid("it starts with jdbc:postgresql:");
    } else if (choice.url().contains("password=")) {
      throw invalid("it is shown to people; put the password into freehold.availability.password");
    }
    return choice;
  }

  private static ServerException invalid(String reason) {
    return new ServerException(
        ServerError.CONFIGURATION_INVALID, "%s: %s".formatted(URL.key(), reason));
  }
}
