package dev.freehold.server.cli.purge;

import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.client.OperatorKeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freehold purge operator-key}. */
@Command(
    name = "operator-key",
    mixinStandardHelpOptions = true,
    description = {
      "Makes the key with which an operator approves purges, and prints its public half.",
      "Put that into freehold.purge.operators of the server; the operator keeps the file."
    })
final class PurgeKeyCommand implements Callable<Integer> {

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "Who the operator is, without spaces, such as ines@operations.example.")
  private String name;

  @ArgGroup(multiplicity = "1")
  private Where where;

  /** Where the key is made. */
  private static final class Where {
    @Option(
        names = "--out",
        paramLabel = "FILE",
        description = "The key file to make, with mode 0600.")
    private Path out;

    @Option(
        names = "--pkcs11",
        paramLabel = "LIBRARY",
        description = "The PKCS #11 library of a token, in which the key is made and stays.")
    private Path library;
  }

  @Option(
      names = "--passphrase",
      description = "Seals the key by a passphrase, which is asked for at every use.")
  private boolean isSealed;

  @Mixin private PassphraseOption passphrase;

  @Mixin private PinOption pin;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    spec.commandLine()
        .getOut()
        .println(where.library == null ? inFile(where.out) : inToken(where.library));
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }

  private VerifierKey inToken(Path library) {
    return pin.in(library, token -> token.create(name));
  }

  private VerifierKey inFile(Path out) throws IOException {
    if (Files.exists(out)) {
      throw new ServerException(
          ServerError.CONNECTION_INVALID, out + " exists; name a file that does not");
    }
    return OperatorKeyFile.create(
            out,
            name,
            isSealed || passphrase.isGiven()
                ? Optional.of(passphrase.chosenFor(out.toString()))
                : Optional.empty())
        .verifier();
  }
}
