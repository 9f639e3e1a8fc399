package dev.freehold.server.cli.purge;

import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.cli.options.TypedSecret;
import dev.freehold.server.config.SecretFile;
import dev.freehold.server.document.OutsideSignature;
import dev.freehold.server.document.SigningKeystore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freehold purge sign}. */
@Command(
    name = "sign",
    mixinStandardHelpOptions = true,
    description = {
      "Signs the document of a purge as the approver, with a certificate of your own.",
      "Needs no server and no network. 'freehold purge bring' takes the result to the server."
    })
final class PurgeSignCommand implements Callable<Integer> {

  @Parameters(paramLabel = "DOCUMENT", description = "The document, as 'purge document' got it.")
  private Path document;

  @ArgGroup(multiplicity = "1")
  private Where where;

  @Option(
      names = "--alias",
      paramLabel = "NAME",
      description = "The key's name in the keystore or token, if it has several keys.")
  private String alias;

  @Option(
      names = "--pin-file",
      paramLabel = "FILE",
      description = "A file whose first line is the keystore's password or the token's PIN.")
  private Path pinFile;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The file for the signed document; it must not exist.")
  private Path out;

  @Spec private CommandSpec spec;

  /** Where the key is. */
  private static final class Where {
    @Option(
        names = "--keystore",
        paramLabel = "FILE",
        description = "A PKCS #12 file (.p12, .pfx) with key, certificate and issuers.")
    private Path keystore;

    @Option(
        names = "--pkcs11",
        paramLabel = "LIBRARY",
        description = "The PKCS #11 library of a token or smart card.")
    private Path library;
  }

  @Override
  public Integer call() throws IOException {
    char[] pin =
        pinFile == null
            ? TypedSecret.ask("Password or PIN of the key")
            : SecretFile.read(pinFile).toCharArray();
    try {
      SigningKeystore keys =
          where.keystore == null
              ? SigningKeystore.token(where.library, pin)
              : SigningKeystore.file(where.keystore, pin);
      OutsideSignature signature = keys.signature(Optional.ofNullable(alias));
      byte[] signed = signature.of(document, Instant.now());
      Files.write(out, signed, StandardOpenOption.CREATE_NEW);
      spec.commandLine().getOut().println("signed as " + signature.name() + ": " + out);
      spec.commandLine()
          .getOut()
          .println(PurgeText.next("the tenant", "it is taken to the server", "bring PURGE " + out));
      spec.commandLine().getOut().flush();
      return ExitCode.OK;
    } finally {
      Arrays.fill(pin, '\0');
    }
  }
}
