package dev.freehold.server.cli.purge;

import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.cli.options.NoteArguments;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freehold purge key-id}. */
@Command(
    name = "key-id",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the id by which approvals, the ledger and receipts name an operator's "
          + "key: the SHA-256 of the public key in DER.",
      "Needs no server."
    })
final class PurgeKeyIdCommand implements Callable<Integer> {

  @Parameters(paramLabel = "VKEY", description = "The public half, as operator-key printed it.")
  private String key;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    VerifierKey operator = NoteArguments.key("VKEY", VerifierKey.Use.NOTE, key);
    spec.commandLine().getOut().println(operator.fingerprint());
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }
}
