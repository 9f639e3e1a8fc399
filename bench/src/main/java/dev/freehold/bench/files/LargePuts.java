package dev.freehold.bench.files;

import dev.freehold.bench.ProcStat;
import dev.freehold.bench.budget.RequestStage;
import dev.freehold.bench.budget.Stages;
import dev.freehold.bench.budget.ThreadTimes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What it costs to put four large documents at once, and where: S3Proxy that flushes and the
 * product, in turn, by the clock, by processor time without the JVM's compiler, and by stages.
 */
public final class LargePuts {

  private static final int AT_ONCE = 4;
  private static final int WARMING_ROUNDS = 3;
  private static final long WARMING_BYTES = 32L << 20;

  /** The more exact ones first. */
  private static final List<RequestStage> STAGES =
      List.of(
          RequestStage.of(
              "the ETag's MD5",
              "sun.security.provider.MD5",
              "sun.security.provider.DigestBase",
              "dev.freehold.files.documents.Md5"),
          RequestStage.of("sealing", "dev.freehold.crypto.", "com.amazon.corretto."),
          RequestStage.of(
              "the file: copying out of the heap", "java.nio.Direct", "sun.nio.ch.IOUtil"),
          RequestStage.of(
              "the file",
              "sun.nio.ch.UnixFileDispatcher",
              "sun.nio.ch.FileDispatcher",
              "sun.nio.ch.FileChannel",
              "sun.nio.fs.",
              "dev.freehold.content.blob."),
          RequestStage.of("the socket", "sun.nio.ch.Socket"),
          RequestStage.of("our streams", "dev.freehold."),
          RequestStage.of("HTTP", "org.eclipse.jetty.", "org.gaul.shaded.org.eclipse.jetty."),
          RequestStage.of("S3Proxy", "org.gaul."),
          RequestStage.of("streams of the JDK", "java.io."));

  private final long bytes;

  private LargePuts(long bytes) {
    this.bytes = bytes;
  }

  /** Takes a folder, MiB of a document, and how many rounds. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory(Path.of(arguments[0]), "large");
    LargePuts puts = new LargePuts(Long.parseLong(arguments[1]) << 20);
    List<Peer> peers = new ArrayList<>();
    try {
      for (Peer.Kind kind : List.of(Peer.Kind.FLUSHED, Peer.Kind.FREEHOLD)) {
        Peer peer = Peer.start(kind, folder.resolve(kind.name()));
        peers.add(peer);
        for (int round = 0; round < WARMING_ROUNDS; round++) {
          put(peer, WARMING_BYTES);
        }
      }
      for (int round = 0; round < Integer.parseInt(arguments[2]); round++) {
        for (Peer peer : round % 2 == 0 ? peers : peers.reversed()) {
          puts.measure(peer);
        }
      }
      for (Peer peer : peers) {
        puts.printStages(peer, folder.resolve(peer.kind() + ".jfr"));
      }
    } finally {
      peers.forEach(Peer::close);
    }
  }

  /** Processor time of a MiB, in microseconds. */
  @SuppressWarnings("SystemOut") // The lines are the result.
  private double measure(Peer peer) throws Exception {
    ThreadTimes before = ThreadTimes.of(peer.process().toHandle());
    double seconds = put(peer, bytes);
    double micros = ThreadTimes.of(peer.process().toHandle()).since(before).requestMicros();
    double mib = AT_ONCE * (bytes / (double) (1 << 20));
    System.out.printf(
        "%-9s %6.0f MiB/s, %5.0f us of processor time for a MiB; load %s%n",
        peer.kind(), mib / seconds, micros / mib, ProcStat.load());
    return micros / mib;
  }

  @SuppressWarnings("SystemOut")
  private void printStages(Peer peer, Path file) throws Exception {
    Stages.start(peer.process().toHandle());
    double micros = measure(peer);
    Stages stages = Stages.stop(peer.process().toHandle(), file, STAGES);
    System.out.printf("  by stages, of %d samples:%n", stages.samples());
    stages
        .shares()
        .forEach((stage, share) -> System.out.printf("  %6.0f us  %s%n", share * micros, stage));
    stages.printFrames();
  }

  private static double put(Peer peer, long bytes) throws Exception {
    try (Load load = new Load(peer)) {
      return Load.inParallel(AT_ONCE, AT_ONCE, i -> load.put("large" + i, bytes));
    }
  }
}
