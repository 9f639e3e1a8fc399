package dev.freehold.bench.policies;

import dev.freehold.custody.access.LeaseSettings;
import dev.freehold.persistence.DatabaseSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Starts what is measured of policies. */
final class PoliciesBench {

  private static final int CONNECTIONS = 16;

  private PoliciesBench() {}

  /**
   * Arguments: a folder on the disk to be measured, {@code sqlite} or {@code postgresql}, the
   * number of mailboxes, the number of rounds, and which parts: {@code rewrap}, {@code memory},
   * {@code roll}, {@code calls}, {@code revoke}, {@code foreground}, {@code lists}, {@code purge},
   * {@code ledger}, {@code seals}.
   */
  @SuppressWarnings("SystemOut")
  public static void main(String... arguments) throws Exception {
    Path folder = Files.createTempDirectory(Path.of(arguments[0]), "policies");
    int mailboxes = Integer.parseInt(arguments[2]);
    int rounds = Integer.parseInt(arguments[3]);
    List<String> parts = Arrays.asList(arguments).subList(4, arguments.length);
    System.out.println("== " + arguments[1]);
    switch (arguments[1]) {
      case "sqlite" ->
          run(
              folder,
              new DatabaseSettings.Sqlite(folder.resolve("main.db")),
              mailboxes,
              rounds,
              parts);
      case "postgresql" -> {
        try (EmbeddedPostgres server = server(folder)) {
          run(
              folder,
              new DatabaseSettings.Postgresql(
                  server.getJdbcUrl("postgres", "postgres"), "postgres", "", CONNECTIONS),
              mailboxes,
              rounds,
              parts);
        }
      }
      default -> throw new IllegalArgumentException("sqlite or postgresql, not " + arguments[1]);
    }
  }

  private static EmbeddedPostgres server(Path folder) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(folder.resolve("postgresql"))
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("shared_buffers", "256MB")
        .start();
  }

  private static void run(
      Path folder, DatabaseSettings settings, int mailboxes, int rounds, List<String> parts)
      throws Exception {
    try (PolicyStage stage =
        new PolicyStage(
            folder.resolve("node"), settings, LeaseSettings.withLease(Duration.ofMinutes(1)))) {
      for (String part : parts) {
        switch (part) {
          case "rewrap" -> new RewrapBench(stage, mailboxes).run(rounds);
          case "memory" -> {
            new RewrapBench(stage, mailboxes / 10).memory();
            new RewrapBench(stage, mailboxes).memory();
          }
          case "roll" -> new RollBench(stage, mailboxes).run(rounds);
          case "calls" -> new CallsBench(stage).run();
          case "foreground" -> new ForegroundBench(stage, mailboxes).run(rounds);
          case "lists" -> new ListsBench(stage, mailboxes).run(rounds);
          case "ledger" -> {
            new LedgerCostBench(folder, Duration.ofSeconds(1)).run(rounds);
            new LedgerCostBench(folder, Duration.ofMinutes(1)).run(rounds);
          }
          case "seals" -> {
            new SealsCostBench(folder, Duration.ofSeconds(1)).run(rounds);
            new SealsCostBench(folder, Duration.ofMinutes(1)).run(rounds);
          }
          case "purge" -> new PurgeBench(folder).run(rounds);
          case "revoke" -> {
            new RevokeBench(folder).run(Duration.ofSeconds(1), rounds);
            new RevokeBench(folder).run(Duration.ofSeconds(5), rounds);
          }
          default -> throw new IllegalArgumentException("no part is called " + part);
        }
      }
    }
  }
}
