package dev.freehold.server.cli;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.Names;
import dev.freehold.custody.operators.OperatorKey;
import dev.freehold.custody.operators.Operators;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.client.Connection;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code freehold operator key}. */
@Command(
    name = "key",
    mixinStandardHelpOptions = true,
    description = {
      "Makes the credential of an operator, and prints the line for " + "freehold.operators.",
      "The operator keeps the file; the author of the configuration learns no secret."
    })
final class OperatorKeyCommand implements Callable<Integer> {

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "Who the operator is, as tenants see it, such as \"Rosa Feld\".")
  private String name;

  @Option(
      names = "--server",
      required = true,
      paramLabel = "URL",
      description = "The server's address, such as https://freehold.example:8443.")
  private URI server;

  @Option(
      names = "--ca",
      required = true,
      paramLabel = "FILE",
      description = "The certificate authority of the server, tls/ca.pem of its data folder.")
  private Path authority;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The connection file to make, with mode 0600.")
  private Path out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (!Names.isName(name) || name.indexOf('=') >= 0 || name.indexOf(',') >= 0) {
      throw new ParameterException(
          spec.commandLine(), "--name takes 1 to 128 characters without = and comma");
    }
    if (Files.exists(out)) {
      throw new ServerException(
          ServerError.CONNECTION_INVALID, out + " exists; name a file that does not");
    }
    OperatorKey.Made made =
        OperatorKey.make(name, CryptoSuite.select(CryptoSuite.Choice.JDK).random());
    new Connection(
            server,
            Files.readString(authority),
            Operators.TENANT,
            made.key().clientId().toString(),
            made.secret(),
            null)
        .write(out);
    spec.commandLine().getOut().println(made.key());
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }
}
