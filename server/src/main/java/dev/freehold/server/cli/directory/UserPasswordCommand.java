package dev.freehold.server.cli.directory;

import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.cli.options.ServerOptions;
import dev.freehold.server.cli.options.TypedSecret;
import dev.freehold.server.client.PasswordChange;
import dev.freehold.server.config.SecretFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freehold user password}. */
@Command(
    name = "password",
    mixinStandardHelpOptions = true,
    description = {
      "Chooses another password, in the place of a first one too.",
      "Both passwords are asked for, unless files have them."
    })
final class UserPasswordCommand implements Callable<Integer> {

  @Parameters(paramLabel = "USER", description = "Such as vera@contoso.example.")
  private String user;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "A file whose first line is the present password.")
  private Path present;

  @Option(
      names = "--new-password-file",
      paramLabel = "FILE",
      description = "A file whose first line is the new one.")
  private Path chosen;

  @Mixin private ServerOptions server;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    char[] before =
        present == null
            ? TypedSecret.ask("Present password of " + user)
            : SecretFile.read(present).toCharArray();
    char[] after =
        chosen == null
            ? TypedSecret.choose("New password of " + user)
            : SecretFile.read(chosen).toCharArray();
    try {
      PasswordChange.at(server.address(), server.authority(), user, before, after);
    } finally {
      Arrays.fill(before, '\0');
      Arrays.fill(after, '\0');
    }
    spec.commandLine().getOut().println(user + " has a new password");
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }
}
