package dev.freehold.bench.nodes;

import dev.freehold.bench.ProcStat;
import dev.freehold.bench.budget.RequestStage;
import dev.freehold.bench.budget.Stages;
import dev.freehold.bench.budget.ThreadTimes;
import dev.freehold.bench.files.Load;
import dev.freehold.bench.files.Peer;
import dev.freehold.bench.postgresql.Spent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Locale;

/**
 * What an S3 request of 64 KiB costs, and where: processor time of S3Proxy as it is and flushing,
 * of a node on SQLite and of a node on PostgreSQL, by kinds of threads from {@code /proc} and by
 * stages from samples of the Java Flight Recorder.
 */
public final class S3Budget {

  private static final int CONNECTIONS = 16;
  private static final int DOCUMENT_BYTES = 64 << 10;
  private static final int DOCUMENTS = 100;

  /** The more exact ones first. */
  private static final List<RequestStage> STAGES =
      List.of(
          RequestStage.of(
              "sealing, opening, authenticating", "dev.freehold.crypto.", "com.amazon.corretto."),
          RequestStage.of(
              "the ETag's MD5", "sun.security.provider.MD5", "dev.freehold.files.documents.Md5"),
          RequestStage.of(
              "the blob's file",
              "dev.freehold.content.blob.",
              "sun.nio.fs.",
              "sun.nio.ch.FileChannel"),
          RequestStage.of("the database's driver", "org.postgresql.", "org.sqlite."),
          RequestStage.of("pool and JDBI", "com.zaxxer.", "org.jdbi.", "dev.freehold.persistence."),
          RequestStage.of("the index of names", "dev.freehold.files.names."),
          RequestStage.of("keys and leases", "dev.freehold.custody."),
          RequestStage.of(
              "document and object",
              "dev.freehold.content.",
              "dev.freehold.files.documents.",
              "dev.freehold.files.keys.",
              "dev.freehold.files.sites."),
          RequestStage.of("our checks of the request", "dev.freehold.files.", "dev.freehold.web."),
          RequestStage.of("types of the SDK", "software.amazon."),
          RequestStage.of("HTTP", "org.eclipse.jetty.", "org.gaul.shaded.org.eclipse.jetty."),
          RequestStage.of("signature and protocol", "org.gaul.s3proxy."),
          RequestStage.of(
              "moving threads",
              "java.lang.VirtualThread",
              "java.util.concurrent.ForkJoin",
              "java.util.concurrent.ScheduledThreadPool",
              "java.util.concurrent.ThreadPool",
              "sun.nio.ch.Poller"));

  private final Path folder;
  private final Request request;
  private final int requests;
  private final int warming;

  private S3Budget(Path folder, Request request, int requests, int warming) {
    this.folder = folder;
    this.request = request;
    this.requests = requests;
    this.warming = warming;
  }

  /** What is asked for. */
  private enum Request {
    /** One of a hundred documents. */
    GET {
      @Override
      void send(Load load, int number) throws IOException {
        load.get("document" + number % DOCUMENTS, "");
      }
    },
    /** A document of a new name. */
    PUT {
      @Override
      void send(Load load, int number) throws IOException {
        load.put("new" + number, DOCUMENT_BYTES);
      }
    };

    abstract void send(Load load, int number) throws IOException;
  }

  /**
   * Takes a folder, {@code get} or {@code put}, how many requests are measured, how many come
   * before them, and which servers: {@code plain}, {@code flushed}, {@code sqlite}, {@code
   * postgresql}.
   */
  public static void main(String[] arguments) throws Exception {
    System.setProperty("http.maxConnections", Integer.toString(CONNECTIONS));
    Path folder = Files.createTempDirectory(Path.of(arguments[0]), "budget");
    S3Budget budget =
        new S3Budget(
            folder,
            Request.valueOf(arguments[1].toUpperCase(Locale.ROOT)),
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3]));
    for (String server : List.of(arguments).subList(4, arguments.length)) {
      switch (server) {
        case "plain" -> budget.ofPeer(server, Peer.Kind.PLAIN);
        case "flushed" -> budget.ofPeer(server, Peer.Kind.FLUSHED);
        case "sqlite" -> budget.ofPeer(server, Peer.Kind.FREEHOLD);
        case "postgresql" -> budget.ofNode(server);
        default -> throw new IllegalArgumentException("no server is called " + server);
      }
    }
  }

  private void ofPeer(String name, Peer.Kind kind) throws Exception {
    try (Peer peer = Peer.start(kind, folder.resolve(name))) {
      measure(name, peer, () -> 0);
    }
  }

  private void ofNode(String name) throws Exception {
    try (TwoServers servers = TwoServers.start(folder.resolve(name));
        Connection connection = servers.connection()) {
      measure(name, servers.first().files(), () -> Spent.now(connection, List.of()).serverMicros());
    }
  }

  /** Processor time that the database's server has spent. */
  @FunctionalInterface
  private interface DatabaseTime {
    long micros() throws Exception;
  }

  @SuppressWarnings("SystemOut") // The lines are the result.
  private void measure(String name, Peer peer, DatabaseTime database) throws Exception {
    try (Load load = new Load(peer)) {
      for (int i = 0; i < DOCUMENTS; i++) {
        load.put("document" + i, DOCUMENT_BYTES);
      }
      send(load, 0, warming);
      ThreadTimes before = ThreadTimes.of(peer.process().toHandle());
      long databaseBefore = database.micros();
      double seconds = send(load, warming, requests);
      long inDatabase = database.micros() - databaseBefore;
      ThreadTimes spent = ThreadTimes.of(peer.process().toHandle()).since(before);
      double all = spent.requestMicros() + spent.compilingMicros() + inDatabase;
      System.out.printf(
          "%s, %s: %.0f requests a second, %.0f us of processor time each, %.0f without the JVM's"
              + " compiler; load %s%n",
          name,
          request,
          requests / seconds,
          all / requests,
          (spent.requestMicros() + inDatabase) / requests,
          ProcStat.load());
      print("the database's server", (double) inDatabase / requests);
      spent.byKind().forEach((threads, micros) -> print(threads, (double) micros / requests));
      printStages(load, peer, spent.requestMicros() / requests);
    }
  }

  /** Once more with samples, whose shares are shown as parts of what was measured without. */
  @SuppressWarnings("SystemOut")
  private void printStages(Load load, Peer peer, double micros) throws Exception {
    Path file = folder.resolve(peer.process().pid() + ".jfr");
    Stages.start(peer.process().toHandle());
    send(load, warming + requests, requests);
    Stages stages = Stages.stop(peer.process().toHandle(), file, STAGES);
    System.out.printf("  without the compiler, by stages, of %d samples:%n", stages.samples());
    stages.shares().forEach((stage, share) -> print(stage, share * micros));
    stages.printFrames();
  }

  @SuppressWarnings("SystemOut")
  private static void print(String what, double micros) {
    if (micros >= 0.5) {
      System.out.printf("  %6.0f us  %s%n", micros, what);
    }
  }

  private double send(Load load, int from, int count) throws Exception {
    return Load.inParallel(CONNECTIONS, count, i -> request.send(load, from + i));
  }
}
