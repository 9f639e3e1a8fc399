package dev.freehold.server.cli.options;

import dev.freehold.server.client.Connection;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that name a mailbox of a server, and the account to use. */
public final class ConnectionOptions {

  @Mixin private ServerOptions server;

  @Option(names = "--mailbox", paramLabel = "ADDRESS", description = "The mailbox.")
  private String mailbox;

  public Connection connection() {
    Connection connection = server.connection();
    return connection.withMailbox(
        ServerOptions.either("--mailbox", mailbox, Optional.ofNullable(connection.mailbox())));
  }

  /** The connection for a command that names mailboxes by itself. */
  public Connection connectionOfAnyMailbox() {
    return server.connection();
  }
}
