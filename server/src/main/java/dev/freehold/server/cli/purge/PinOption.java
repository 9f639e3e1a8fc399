package dev.freehold.server.cli.purge;

import dev.freehold.server.cli.options.TypedSecret;
import dev.freehold.server.config.SecretFile;
import dev.freehold.server.token.OperatorToken;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** The PIN of a token with operators' keys. */
final class PinOption {

  @Option(
      names = "--pin-file",
      paramLabel = "FILE",
      description = "A file whose first line is the token's PIN, which is asked for else.")
  private Path pinFile;

  /** Does something with the first token of a library, and closes it. */
  <R> R in(Path library, Function<OperatorToken, R> use) {
    char[] pin =
        pinFile == null
            ? TypedSecret.ask("PIN of the token")
            : SecretFile.read(pinFile).toCharArray();
    try (OperatorToken token = OperatorToken.open(library, pin)) {
      return use.apply(token);
    } finally {
      Arrays.fill(pin, '\0');
    }
  }
}
