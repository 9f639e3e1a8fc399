package dev.freehold.server.cli.purge;

import dev.freehold.custody.passwords.Password;
import dev.freehold.server.cli.options.TypedSecret;
import dev.freehold.server.config.SecretFile;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** The passphrase of a key: in a file, or typed. */
final class PassphraseOption {

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "A file whose first line is the key's passphrase, which is asked for else.")
  private Path file;

  boolean isGiven() {
    return file != null;
  }

  /** The passphrase of what is named. */
  Password of(String what) {
    return read(what, TypedSecret::ask);
  }

  /** A new passphrase for what is named. */
  Password chosenFor(String what) {
    return read(what, TypedSecret::choose);
  }

  private Password read(String what, Function<String, char[]> typed) {
    return new Password(
        file == null ? new String(typed.apply("Passphrase of " + what)) : SecretFile.read(file));
  }
}
