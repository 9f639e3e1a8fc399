package dev.freehold.console.decisions;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.freehold.console.decisions.PurgeModels.Approval;
import dev.freehold.console.decisions.PurgeModels.Purge;
import dev.freehold.console.screen.ShellWord;
import dev.freehold.console.screen.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The command lines that check the receipt of a purge where the two files lie that its page saves.
 * Keys that the reader may not see are words in capitals.
 */
final class ReceiptChecks {

  private ReceiptChecks() {}

  static List<String> of(Visit visit, Purge purge) {
    String file = "purge-" + purge.id();
    List<String> options = options(visit, purge, file);
    String receipt = file + "-receipt.json";
    return List.of(
        line("freehold receipt verify", options, receipt),
        line("freehold receipt print", options, "--out=" + file + "-receipt.pdf " + receipt));
  }

  /** One option a line, since the keys are long. */
  private static String line(String command, List<String> options, String files) {
    return command
        + options.stream().map(each -> " \\\n  " + ShellWord.of(each)).collect(Collectors.joining())
        + " \\\n  "
        + files;
  }

  private static List<String> options(Visit visit, Purge purge, String file) {
    List<String> words = new ArrayList<>();
    words.add("--pdf=" + file + "-signed.pdf");
    Optional<Keys> log = visit.find(Keys.class, "/ledger/key");
    words.add("--log-key=" + log.map(Keys::log).orElse("LOG"));
    if (log.isEmpty()) {
      words.add("--witness-key=WITNESS");
    } else if (log.get().witnesses().isEmpty()) {
      words.add("--without-witness");
    } else {
      log.get().witnesses().forEach(witness -> words.add("--witness-key=" + witness));
    }
    for (Approval approval : purge.approvals()) {
      words.add("--operator-key=" + Optional.ofNullable(approval.operatorKey()).orElse("OPERATOR"));
    }
    return words;
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Keys(String log, List<String> witnesses) {}
}
