package dev.freehold.bench.importing;

import dev.freehold.bench.OneKey;
import dev.freehold.bench.ProcStat;
import dev.freehold.bench.budget.Stages;
import dev.freehold.bench.budget.ThreadTimes;
import dev.freehold.bench.content.PlainObjectFormat;
import dev.freehold.content.blob.FolderBlobStore;
import dev.freehold.content.format.ObjectFormat;
import dev.freehold.content.format.v1.ObjectFormatV1;
import dev.freehold.content.store.ObjectStore;
import dev.freehold.content.store.StoreParts;
import dev.freehold.crypto.Aead;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Key256;
import dev.freehold.custody.CustodyMigrations;
import dev.freehold.custody.Requester;
import dev.freehold.custody.master.FileMasterKey;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.custody.seals.RowSealing;
import dev.freehold.ledger.Ledger;
import dev.freehold.mail.MailSeals;
import dev.freehold.mail.mailboxes.Folders;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.mail.messages.Messages;
import dev.freehold.mail.source.ImportSource;
import dev.freehold.mail.transfer.ImportOptions;
import dev.freehold.mail.transfer.MailImport;
import dev.freehold.mail.transfer.TransferSummary;
import dev.freehold.mail.transfer.local.StoreMailSink;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.opening.Databases;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Imports the same messages with sealing and without, in turn, into new stores on SQLite, and
 * prints each round's ratio and their median, by the clock and by processor time without the JVM's
 * compiler. Everything but sealing is what the product does: source, hashing, durable blobs, group
 * commit. In the end it imports once more each way, with samples of where processor time goes.
 *
 * <p>Arguments: messages (10,000), bytes of each (65,536), rounds (5).
 */
public final class ImportThroughput {

  private static final Clock CLOCK = Clock.systemUTC();

  private final CryptoSuite suite = CryptoSuite.select(CryptoSuite.Choice.AUTO);
  private final ObjectFormat sealed = new ObjectFormatV1(suite);
  private final ObjectFormat plain = new PlainObjectFormat();
  private final Path source;
  private final Path work;
  private final int messages;

  private ImportThroughput(Path work, Path source, int messages) {
    this.work = work;
    this.source = source;
    this.messages = messages;
  }

  /** Runs the comparison. */
  public static void main(String[] args) throws Exception {
    int messages = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
    int bytes = args.length > 1 ? Integer.parseInt(args[1]) : 64 << 10;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 5;
    Path work = Files.createTempDirectory("freehold-bench");
    try {
      Path source = SeededMail.write(work.resolve("source"), messages, bytes);
      ImportThroughput imports = new ImportThroughput(work, source, messages);
      imports.compare(rounds);
      imports.printStages("plain", imports.plain);
      imports.printStages("sealed", imports.sealed);
    } finally {
      RunFolder.delete(work);
    }
  }

  private void compare(int rounds) throws Exception {
    System.out.println("crypto: " + suite.report());
    run(sealed);
    run(plain);
    List<Double> sealedSpeeds = new ArrayList<>();
    List<Double> plainSpeeds = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    List<Double> processorRatios = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      // The order changes from round to round, so that neither always finds the warmer disk.
      Costs first = run(round % 2 == 0 ? plain : sealed);
      Costs second = run(round % 2 == 0 ? sealed : plain);
      Costs withSealing = round % 2 == 0 ? second : first;
      Costs without = round % 2 == 0 ? first : second;
      sealedSpeeds.add(messages / withSealing.seconds);
      plainSpeeds.add(messages / without.seconds);
      ratios.add(without.seconds / withSealing.seconds);
      processorRatios.add(without.micros / withSealing.micros);
      System.out.printf(
          "round %d: sealed %.2f s, plain %.2f s, ratio %.3f; processor time of a message, us:"
              + " sealed %.0f, plain %.0f, ratio %.3f; load %s%n",
          round,
          withSealing.seconds,
          without.seconds,
          ratios.getLast(),
          withSealing.micros,
          without.micros,
          processorRatios.getLast(),
          ProcStat.load());
    }
    System.out.printf(
        "median: sealed %.0f messages/s, plain %.0f messages/s, ratio %.3f, by processor time %.3f"
            + " (of %d rounds)%n",
        median(sealedSpeeds), median(plainSpeeds), median(ratios), median(processorRatios), rounds);
  }

  private void printStages(String name, ObjectFormat format) throws Exception {
    Costs costs = run(format, () -> Stages.start(ProcessHandle.current()));
    Stages stages =
        Stages.stop(ProcessHandle.current(), work.resolve(name + ".jfr"), ImportStages.ALL);
    System.out.printf("%s, us of a message, of %d samples:%n", name, stages.samples());
    stages
        .shares()
        .forEach((stage, share) -> System.out.printf("  %6.0f  %s%n", share * costs.micros, stage));
    stages.printFrames();
  }

  /** What a message cost. */
  private record Costs(double seconds, double micros) {}

  /** What is done when the stores are ready. */
  @FunctionalInterface
  private interface Beginning {
    void begin() throws Exception;
  }

  private Costs run(ObjectFormat format) throws Exception {
    return run(format, () -> {});
  }

  private Costs run(ObjectFormat format, Beginning beginning) throws Exception {
    // Stores stay until the end: making files where many were just deleted takes ext4 up to a
    // millisecond each.
    Path folder = Files.createTempDirectory(work, "store");
    try (Database database =
            Databases.open(
                new DatabaseSettings.Sqlite(folder.resolve("mail.db")),
                List.of(
                    Ledger.MIGRATIONS,
                    CustodyMigrations.CUSTODY,
                    ObjectStore.MIGRATIONS,
                    Mailboxes.MIGRATIONS));
        Database availability =
            Databases.open(
                new DatabaseSettings.Sqlite(folder.resolve("availability.db")),
                List.of(CustodyMigrations.AVAILABILITY));
        ServiceMasterKey master = FileMasterKey.openOrCreate(folder.resolve("master.key"), suite);
        RowSealing _ =
            RowSealing.start(
                database,
                availability,
                master,
                MailSeals.ALL,
                new Ledger(database, CLOCK),
                new SimpleMeterRegistry(),
                CLOCK)) {
      beginning.begin();
      ThreadTimes before = ThreadTimes.of(ProcessHandle.current());
      long start = System.nanoTime();
      TransferSummary summary = importInto(database, folder, format);
      double seconds = (System.nanoTime() - start) / 1e9;
      ThreadTimes spent = ThreadTimes.of(ProcessHandle.current()).since(before);
      if (summary.messages() != messages || summary.failureCount() != 0) {
        throw new IllegalStateException("not everything was imported: " + summary);
      }
      return new Costs(seconds, spent.requestMicros() / messages);
    }
  }

  private TransferSummary importInto(Database database, Path folder, ObjectFormat format)
      throws IOException {
    UUID tenant = UUID.randomUUID();
    UUID policy = UUID.randomUUID();
    try (Key256 key = Key256.random(suite.random())) {
      OneKey keys = new OneKey(tenant, key);
      ObjectStore objects =
          new ObjectStore(
              new StoreParts(
                  database,
                  FolderBlobStore.open(folder.resolve("blobs"), suite.random()),
                  keys,
                  format,
                  suite.random(),
                  CLOCK));
      FixedKeys mailboxKeys = new FixedKeys(policy);
      Mailboxes mailboxes =
          new Mailboxes(database, mailboxKeys, objects, new Ledger(database, CLOCK), CLOCK);
      Requester requester = Requester.system("import");
      Mailbox mailbox =
          mailboxes.create(tenant, "a@example.test", "A", Optional.of(policy), requester);
      Messages store = new Messages(database, objects, keys, mailboxKeys, new Aead(suite), CLOCK);
      StoreMailSink sink =
          new StoreMailSink(new Folders(database, CLOCK), store, mailbox, requester);
      return new MailImport(sink, ImportOptions.DEFAULT).run(ImportSource.detect(source));
    }
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
