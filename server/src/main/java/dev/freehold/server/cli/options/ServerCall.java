package dev.freehold.server.cli.options;

import dev.freehold.server.client.ApiClient;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that calls the server as an application or a person, and prints what came of it. */
public abstract class ServerCall implements Callable<Integer> {

  @Mixin private CallerOptions caller;
  @Spec private CommandSpec spec;

  /** Does it, and says in lines what came of it. */
  protected abstract String run(ApiClient client) throws IOException;

  @Override
  public final Integer call() throws IOException {
    caller.call(client -> spec.commandLine().getOut().println(run(client)));
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }
}
