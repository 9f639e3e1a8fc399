package dev.freehold.bench.content;

import dev.freehold.bench.BoundObjects;
import dev.freehold.bench.OneKey;
import dev.freehold.content.blob.FolderBlobStore;
import dev.freehold.content.format.ObjectFormat;
import dev.freehold.content.format.v1.ObjectFormatV1;
import dev.freehold.content.store.ContentOwner;
import dev.freehold.content.store.ObjectReader;
import dev.freehold.content.store.ObjectStore;
import dev.freehold.content.store.SealedObject;
import dev.freehold.content.store.StoreParts;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Key256;
import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.Requester;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.opening.Databases;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Writes and reads objects of 64 KiB, 8 at a time, in a folder with every flush, sealed and
 * unsealed. Each round does both, in alternating order, because earlier writes influence how fast a
 * disk is; medians are compared.
 */
public final class ContentBench {

  private static final int OBJECT_BYTES = 64 << 10;
  private static final int THREADS = 8;
  private static final ContentOwner OWNER = new ContentOwner(UUID.randomUUID(), UUID.randomUUID());
  private static final Requester REQUESTER = Requester.system("bench");

  private final CryptoSuite suite = CryptoSuite.select(CryptoSuite.Choice.AUTO);
  private final Path folder;
  private final int objects;

  private ContentBench(Path folder, int objects) {
    this.folder = folder;
    this.objects = objects;
  }

  /**
   * Takes an empty folder on the disk to be measured, how many objects a round has and how many
   * rounds there are.
   */
  public static void main(String[] arguments) throws Exception {
    ContentBench bench = new ContentBench(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    int rounds = Integer.parseInt(arguments[2]);
    double[][] plain = new double[2][rounds];
    double[][] sealed = new double[2][rounds];
    bench.round(new PlainObjectFormat());
    bench.round(new ObjectFormatV1(bench.suite));
    for (int round = 0; round < rounds; round++) {
      if (round % 2 == 0) {
        record(bench.round(new PlainObjectFormat()), plain, round);
      }
      record(bench.round(new ObjectFormatV1(bench.suite)), sealed, round);
      if (round % 2 == 1) {
        record(bench.round(new PlainObjectFormat()), plain, round);
      }
    }
    System.out.println(bench.suite.report());
    print("write", plain[0], sealed[0]);
    print("read", plain[1], sealed[1]);
  }

  /** Objects a second, written and read. */
  private double[] round(ObjectFormat format) throws Exception {
    Path round = Files.createDirectory(folder.resolve("round"));
    try (Database database =
        Databases.open(
            new DatabaseSettings.Sqlite(round.resolve("state.db")),
            List.of(ObjectStore.MIGRATIONS))) {
      ObjectStore store =
          new ObjectStore(
              new StoreParts(
                  database,
                  FolderBlobStore.open(round.resolve("blobs"), suite.random()),
                  keys(),
                  format,
                  suite.random(),
                  Clock.systemUTC()));
      List<SealedObject> sealed = new ArrayList<>();
      double written = perSecond(() -> sealed.addAll(sealAll(store)));
      database.write(
          tx -> {
            sealed.forEach(object -> store.register(tx, object, REQUESTER));
            return null;
          });
      double read = perSecond(() -> readAll(store, sealed));
      return new double[] {written, read};
    } finally {
      deleteAll(round);
    }
  }

  private List<SealedObject> sealAll(ObjectStore store) throws Exception {
    byte[] content = suite.random().bytes(OBJECT_BYTES);
    return inThreads(
        number ->
            store.seal(
                OWNER,
                REQUESTER,
                new ByteArrayInputStream(content),
                OptionalLong.of(content.length),
                OBJECT_BYTES));
  }

  private void readAll(ObjectStore store, List<SealedObject> sealed) throws Exception {
    List<Long> lengths =
        inThreads(
            number -> {
              UUID objectId = sealed.get(number).objectId();
              try (ObjectReader reader =
                  store.open(BoundObjects.expected(OWNER, objectId), REQUESTER)) {
                return reader.stream().transferTo(OutputStream.nullOutputStream());
              }
            });
    if (!lengths.stream().allMatch(length -> length == OBJECT_BYTES)) {
      throw new IllegalStateException("an object came back with another length");
    }
  }

  private <R> List<R> inThreads(Step<R> step) throws Exception {
    AtomicInteger next = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<List<R>>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        running.add(
            threads.submit(
                () -> {
                  List<R> results = new ArrayList<>();
                  for (int n = next.getAndIncrement(); n < objects; n = next.getAndIncrement()) {
                    results.add(step.run(n));
                  }
                  return results;
                }));
      }
      List<R> all = new ArrayList<>();
      for (Future<List<R>> one : running) {
        all.addAll(one.get());
      }
      return all;
    }
  }

  private KeyAccess keys() {
    return new OneKey(OWNER.tenantId(), Key256.random(suite.random()));
  }

  private double perSecond(Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    return objects * 1e9 / (System.nanoTime() - start);
  }

  private static void record(double[] result, double[][] into, int round) {
    into[0][round] = result[0];
    into[1][round] = result[1];
  }

  private static void print(String what, double[] plain, double[] sealed) {
    double[] ratios = new double[plain.length];
    Arrays.setAll(ratios, round -> sealed[round] / plain[round]);
    System.out.printf(
        "%-5s plain %,7.0f/s  sealed %,7.0f/s  ratio %.3f  median of the rounds' ratios %.3f%n",
        what, median(plain), median(sealed), median(sealed) / median(plain), median(ratios));
    System.out.printf("      plain %s%n      sealed %s%n", all(plain), all(sealed));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static String all(double[] values) {
    return Arrays.toString(Arrays.stream(values).mapToLong(Math::round).toArray());
  }

  private static void deleteAll(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private interface Step<R> {
    R run(int number) throws IOException;
  }

  private interface Work {
    void run() throws Exception;
  }
}
