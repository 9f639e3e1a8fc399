package dev.freehold.server.cli.purge;

import dev.freehold.ledger.note.NoteSignature;
import dev.freehold.ledger.note.SignedNote;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.client.OperatorKeyFile;
import dev.freehold.server.document.DocumentHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freehold purge approve}. */
@Command(
    name = "approve",
    mixinStandardHelpOptions = true,
    description = {
      "Signs a statement about a purge: that it is approved, or that backups are destroyed.",
      "Needs no server and no network.",
      "A statement that another operator has signed gets a second signature."
    })
final class PurgeApproveCommand implements Callable<Integer> {

  @Parameters(paramLabel = "STATEMENT", description = "The statement, signed already or not.")
  private Path file;

  @ArgGroup(multiplicity = "1")
  private Where where;

  @Mixin private PinOption pin;

  @Option(
      names = "--alias",
      paramLabel = "NAME",
      description = "The key's label in the token, if it has several keys.")
  private String alias;

  @Option(
      names = "--document",
      paramLabel = "FILE",
      description = "The signed document; the command refuses a statement about another one.")
  private Path document;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The file for the statement with the signature.")
  private Path out;

  @Mixin private PassphraseOption passphrase;

  /** Where the key is. */
  private static final class Where {
    @Option(names = "--key", paramLabel = "FILE", description = "The operator's key file.")
    private Path key;

    @Option(
        names = "--pkcs11",
        paramLabel = "LIBRARY",
        description = "The PKCS #11 library of a token that has the key.")
    private Path library;
  }

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    StatementFile statement = StatementFile.read(file);
    String text = statement.text();
    if (document != null) {
      requireDocument(text);
    }
    NoteSignature signature = signature(text);
    List<NoteSignature> signatures = new ArrayList<>(statement.signatures());
    signatures.add(signature);
    Files.write(out, new SignedNote(text, signatures).bytes(), StandardOpenOption.CREATE_NEW);
    spec.commandLine().getOut().println("signed as " + signature.name() + ":\n\n" + text);
    spec.commandLine()
        .getOut()
        .println(
            PurgeText.next(
                "an operator",
                "it is taken to the server",
                "submit %s --connection operator.json".formatted(out)));
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }

  private NoteSignature signature(String text) {
    if (where.library != null) {
      return pin.in(where.library, token -> token.sign(Optional.ofNullable(alias), text));
    }
    OperatorKeyFile operator =
        OperatorKeyFile.read(where.key, () -> passphrase.of(where.key.toString()));
    return operator.key().sign(operator.name(), text);
  }

  private void requireDocument(String text) throws IOException {
    if (!text.contains("\nsigned " + DocumentHash.of(document) + "\n")) {
      throw new ServerException(
          ServerError.INPUT_INVALID,
          "the statement is about another document than %s; get both again".formatted(document));
    }
  }
}
