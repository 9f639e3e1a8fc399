package dev.freehold.server.cli.purge;

import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freehold purge statement}. */
@Command(
    name = "statement",
    mixinStandardHelpOptions = true,
    description = {
      "Gets what operators sign to approve a purge, and the signed document that "
          + "authorised it.",
      "Read the document: the statement contains its SHA-256."
    })
final class PurgeStatementCommand implements Callable<Integer> {

  @Parameters(paramLabel = "PURGE", description = "The purge's id.")
  private UUID purge;

  @Option(
      names = "--connection",
      required = true,
      paramLabel = "FILE",
      description = "The operator's connection file, operator.json in the data folder.")
  private Path connection;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The file for the statement; the document goes beside it, as FILE.pdf.")
  private Path out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    String path = "/api/v1/operator/purges/" + purge;
    try (ApiClient client = new ApiClient(Connection.read(connection), Clock.systemUTC())) {
      Path document = out.resolveSibling(out.getFileName() + ".pdf");
      save(client, path + "/statement", out);
      save(client, path + "/document/signed", document);
      spec.commandLine().getOut().println(out + "\n" + document);
      spec.commandLine().getOut().flush();
    }
    return ExitCode.OK;
  }

  private static void save(ApiClient client, String path, Path to) throws IOException {
    try (InputStream in = client.download(path)) {
      Files.write(to, in.readAllBytes(), StandardOpenOption.CREATE_NEW);
    }
  }
}
