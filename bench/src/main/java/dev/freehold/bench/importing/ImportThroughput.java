package dev.freehold.bench.importing;

import dev.freehold.bench.OneKey;
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
import dev.freehold.ledger.Ledger;
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
 * prints each round's ratio and their median. Everything but sealing is what the product does:
 * source, hashing, durable blobs, group commit.
 *
 * <p>Arguments: messages (10,000), bytes of each (65,536), rounds (5).
 */
public final class ImportThroughput {

  private final CryptoSuite suite = CryptoSuite.select(CryptoSuite.Choice.AUTO);
  private final Path source;
  private final Path work;
  private final int messages;

  private ImportThroughput(Path work, Path source, int messages) {
    this.work = work;
    this.source = source;
    this.messages = messages;
  }

  /** Runs the comparison. */
  public static void main(String[] args) throws IOException {
    int messages = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
    int bytes = args.length > 1 ? Integer.parseInt(args[1]) : 64 << 10;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 5;
    Path work = Files.createTempDirectory("freehold-bench");
    try {
      Path source = SeededMail.write(work.resolve("source"), messages, bytes);
      new ImportThroughput(work, source, messages).compare(rounds);
    } finally {
      RunFolder.delete(work);
    }
  }

  private void compare(int rounds) throws IOException {
    System.out.println("crypto: " + suite.report());
    ObjectFormat sealed = new ObjectFormatV1(suite);
    ObjectFormat plain = new PlainObjectFormat();
    run(sealed);
    run(plain);
    List<Double> ratios = new ArrayList<>();
    List<Double> sealedSeconds = new ArrayList<>();
    List<Double> plainSeconds = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      // The order changes from round to round, so that neither always finds the warmer disk.
      double first = run(round % 2 == 0 ? plain : sealed);
      double second = run(round % 2 == 0 ? sealed : plain);
      double withSealing = round % 2 == 0 ? second : first;
      double without = round % 2 == 0 ? first : second;
      sealedSeconds.add(withSealing);
      plainSeconds.add(without);
      ratios.add(without / withSealing);
      System.out.println(
          "round %d: sealed %.2f s, plain %.2f s, ratio %.3f"
              .formatted(round, withSealing, without, without / withSealing));
    }
    System.out.println(
        "median: sealed %.0f messages/s, plain %.0f messages/s, ratio %.3f (of %d rounds)"
            .formatted(
                messages / median(sealedSeconds),
                messages / median(plainSeconds),
                median(ratios),
                rounds));
  }

  private double run(ObjectFormat format) throws IOException {
    Path folder = Files.createDirectory(work.resolve("store"));
    try (Database database =
        Databases.open(
            new DatabaseSettings.Sqlite(folder.resolve("mail.db")),
            List.of(
                Ledger.MIGRATIONS,
                CustodyMigrations.CUSTODY,
                ObjectStore.MIGRATIONS,
                Mailboxes.MIGRATIONS))) {
      long start = System.nanoTime();
      TransferSummary summary = importInto(database, folder, format);
      double seconds = (System.nanoTime() - start) / 1e9;
      if (summary.messages() != messages || summary.failureCount() != 0) {
        throw new IllegalStateException("not everything was imported: " + summary);
      }
      return seconds;
    } finally {
      RunFolder.delete(folder);
    }
  }

  private TransferSummary importInto(Database database, Path folder, ObjectFormat format)
      throws IOException {
    Clock clock = Clock.systemUTC();
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
                  clock));
      FixedKeys mailboxKeys = new FixedKeys(policy);
      Mailboxes mailboxes =
          new Mailboxes(database, mailboxKeys, objects, new Ledger(database, clock), clock);
      Requester requester = Requester.system("import");
      Mailbox mailbox =
          mailboxes.create(tenant, "a@example.test", "A", Optional.of(policy), requester);
      Messages store = new Messages(database, objects, keys, mailboxKeys, new Aead(suite), clock);
      StoreMailSink sink =
          new StoreMailSink(new Folders(database, clock), store, mailbox, requester);
      return new MailImport(sink, ImportOptions.DEFAULT).run(ImportSource.detect(source));
    }
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
