package dev.freehold.chaos.load;

import dev.freehold.chaos.history.Answered;
import dev.freehold.chaos.history.ChaosHistory;
import dev.freehold.chaos.history.Deed;
import dev.freehold.server.cli.Main;
import dev.freehold.server.client.OperatorKeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What proves a purge without the service: the receipt, and the availability database. */
final class PurgeProof {

  private final ChaosTarget target;
  private final List<OperatorKeyFile> operators;

  private PurgeProof(ChaosTarget target, List<OperatorKeyFile> operators) {
    this.target = target;
    this.operators = List.copyOf(operators);
  }

  /** Reads the keys of those who approve purges. */
  static PurgeProof of(ChaosTarget target) throws IOException {
    List<OperatorKeyFile> read = new ArrayList<>();
    for (Path file : target.purgeOperators()) {
      read.add(
          OperatorKeyFile.read(
              file,
              () -> {
                throw new IllegalStateException(file + " has a passphrase");
              }));
    }
    return new PurgeProof(target, read);
  }

  /** Who approves purges. */
  List<OperatorKeyFile> operators() {
    return operators;
  }

  /** Runs {@code freehold receipt verify} in a process of its own. */
  Heard verified(String name, byte[] receipt, byte[] signedDocument, String logKey)
      throws IOException {
    Path file = target.folder().resolve(name + "-receipt.json");
    Path pdf = target.folder().resolve(name + "-signed.pdf");
    Files.write(file, receipt);
    Files.write(pdf, signedDocument);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "receipt",
                "verify",
                file.toString(),
                "--without-witness",
                "--log-key",
                logKey,
                "--pdf",
                pdf.toString()));
    for (OperatorKeyFile operator : operators) {
      command.addAll(List.of("--operator-key", operator.verifier().toString()));
    }
    Path said = target.folder().resolve(name + "-verify.txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      int code = process.waitFor();
      return code == 0
          ? Heard.done()
          : new Heard(Answered.REFUSED, "receipt verify ended with " + code + ", see " + said);
    } catch (InterruptedException interrupted) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }

  /** Counts the availability keys of a policy. */
  void count(String policyId, ChaosHistory history, String scope) throws IOException {
    if (target.databases().isEmpty()) {
      return;
    }
    long begin = System.nanoTime();
    long rows = new AvailabilityRows(target.databases().get()).count(UUID.fromString(policyId));
    Deed deed = new Deed.CountRows(scope, rows);
    history.add("leaver", "database", deed, begin, Answered.ACKNOWLEDGED, "");
  }
}
