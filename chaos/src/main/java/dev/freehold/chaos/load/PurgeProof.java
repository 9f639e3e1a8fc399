package dev.freehold.chaos.load;

import dev.freehold.chaos.history.Answered;
import dev.freehold.chaos.history.ChaosHistory;
import dev.freehold.chaos.history.Deed;
import dev.freehold.chaos.load.ChaosTarget.Database;
import dev.freehold.server.cli.Main;
import dev.freehold.server.client.OperatorKeyFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What proves a purge without the service: the receipt, and the availability database. */
final class PurgeProof {

  private static final String COUNT = "SELECT count(*) FROM availability_keys WHERE policy_id = ?";
  private static final int UUID_BYTES = 16;

  private final ChaosTarget target;
  private final List<OperatorKeyFile> operators;

  PurgeProof(ChaosTarget target, List<OperatorKeyFile> operators) {
    this.target = target;
    this.operators = List.copyOf(operators);
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
    if (target.availability().isEmpty()) {
      return;
    }
    Database database = target.availability().get();
    long begin = System.nanoTime();
    UUID id = UUID.fromString(policyId);
    try (Connection connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        PreparedStatement count = connection.prepareStatement(COUNT)) {
      count.setBytes(
          1,
          ByteBuffer.allocate(UUID_BYTES)
              .putLong(id.getMostSignificantBits())
              .putLong(id.getLeastSignificantBits())
              .array());
      try (ResultSet rows = count.executeQuery()) {
        rows.next();
        Deed deed = new Deed.CountRows(scope, rows.getLong(1));
        history.add("leaver", "database", deed, begin, Answered.ACKNOWLEDGED, "");
      }
    } catch (SQLException notNow) {
      throw new IOException(notNow);
    }
  }
}
