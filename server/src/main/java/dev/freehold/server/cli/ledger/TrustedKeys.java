package dev.freehold.server.cli.ledger;

import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.ledger.note.VerifierKey.Use;
import dev.freehold.server.cli.options.NoteArguments;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whose signatures count, as the verifier knows it from elsewhere. */
final class TrustedKeys {

  @Option(
      names = "--log-key",
      paramLabel = "VKEY",
      description = "The log's key, as you know it; by default the key in the input is trusted.")
  private String logKey;

  @Option(
      names = "--witness-key",
      paramLabel = "VKEY",
      description = "The key of a witness that must have cosigned; may be repeated.")
  private List<String> witnessKeys = List.of();

  Optional<VerifierKey> log() {
    return Optional.ofNullable(logKey).map(vkey -> NoteArguments.key("--log-key", Use.NOTE, vkey));
  }

  List<VerifierKey> witnesses() {
    return witnessKeys.stream()
        .map(vkey -> NoteArguments.key("--witness-key", Use.COSIGNATURE, vkey))
        .toList();
  }
}
