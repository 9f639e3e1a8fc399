package dev.freehold.mailserver.process;

import dev.freehold.persistence.DatabaseSettings;
import java.nio.file.Path;

/**
 * Where the mailbox of a process is.
 *
 * @param folder has keys and blobs
 */
record MailPlace(Path folder, DatabaseSettings settings) {

  private static final int CONNECTIONS = 8;

  /** For the command line of the process. */
  String asArgument() {
    return folder
        + "\n"
        + switch (settings) {
          case DatabaseSettings.Sqlite(Path file) -> file.toString();
          case DatabaseSettings.Postgresql(String url, String user, String password, int _) ->
              String.join("\n", url, user, password);
        };
  }

  /** The other way. */
  static MailPlace ofArgument(String argument) {
    String[] parts = argument.split("\n", -1);
    return new MailPlace(
        Path.of(parts[0]),
        parts.length == 2
            ? new DatabaseSettings.Sqlite(Path.of(parts[1]))
            : new DatabaseSettings.Postgresql(parts[1], parts[2], parts[3], CONNECTIONS));
  }
}
