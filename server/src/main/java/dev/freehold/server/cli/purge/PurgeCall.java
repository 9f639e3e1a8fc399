package dev.freehold.server.cli.purge;

import dev.freehold.server.cli.options.CallerOptions;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.client.ApiClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command about purges that calls the server and prints what came of it. */
abstract class PurgeCall implements Callable<Integer> {

  static final String PURGES = "/api/v1/purges/";

  @Mixin private CallerOptions caller;
  @Spec private CommandSpec spec;

  /**
   * Saves an answer to a file that must not exist; nothing is left of an answer that breaks off.
   */
  static void save(ApiClient client, String path, Path to) throws IOException {
    try (InputStream in = client.download(path);
        OutputStream out = Files.newOutputStream(to, StandardOpenOption.CREATE_NEW)) {
      try {
        in.transferTo(out);
      } catch (IOException broken) {
        Files.delete(to);
        throw broken;
      }
    }
  }

  /** Does it, and says in lines what came of it. */
  abstract String run(ApiClient client) throws IOException;

  @Override
  public final Integer call() throws IOException {
    caller.call(client -> spec.commandLine().getOut().println(run(client)));
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }
}
