package dev.freehold.bench.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Large and small documents in and out, and parts of large ones, through each server in turn. Every
 * round goes through all servers, in alternating order; medians are compared. Only the product
 * flushes before it answers: the others are timed once more with a flush of the disk behind each
 * large upload.
 */
public final class FilesBench {

  private static final int SMALL_BYTES = 64 << 10;
  private static final int SMALL_CONNECTIONS = 16;
  private static final int RANGE_BYTES = 1 << 20;
  private static final int RANGES = 400;

  private final long largeBytes;
  private final int smallCount;
  private final Map<String, Map<Peer.Kind, List<Double>>> results = new LinkedHashMap<>();

  private FilesBench(long largeBytes, int smallCount) {
    this.largeBytes = largeBytes;
    this.smallCount = smallCount;
  }

  /** Takes an empty folder, MiB of a large document, how many small ones, and how many rounds. */
  public static void main(String[] arguments) throws Exception {
    System.setProperty("http.maxConnections", Integer.toString(SMALL_CONNECTIONS));
    Path folder = Path.of(arguments[0]);
    FilesBench bench =
        new FilesBench(Long.parseLong(arguments[1]) << 20, Integer.parseInt(arguments[2]));
    List<Peer> peers = new ArrayList<>();
    try {
      for (Peer.Kind kind : Peer.Kind.values()) {
        peers.add(Peer.start(kind, folder.resolve(kind.name().toLowerCase(Locale.ROOT))));
      }
      int rounds = Integer.parseInt(arguments[3]);
      for (int round = -1; round < rounds; round++) {
        for (Peer peer : round % 2 == 0 ? peers : peers.reversed()) {
          bench.measure(peer, round >= 0);
        }
      }
      bench.print(peers);
    } finally {
      peers.forEach(Peer::close);
    }
  }

  private void measure(Peer peer, boolean isCounted) throws Exception {
    try (Load load = new Load(peer)) {
      for (int streams : new int[] {1, 4}) {
        String in = "PUT %d x %d MiB, MiB/s".formatted(streams, largeBytes >> 20);
        add(in, peer, isCounted, mib(streams) / puts(load, streams));
        add(
            in + ", on disk",
            peer,
            isCounted,
            mib(streams) / (puts(load, streams) + (isDurable(peer) ? 0 : flush())));
        double out = Load.inParallel(streams, streams, i -> load.get("large" + i, ""));
        add("GET %d, MiB/s".formatted(streams), peer, isCounted, mib(streams) / out);
      }
      double small =
          Load.inParallel(
              SMALL_CONNECTIONS, smallCount, i -> load.put("small/" + i % 500, SMALL_BYTES));
      add("PUT 64 KiB x 16, op/s", peer, isCounted, smallCount / small);
      small = Load.inParallel(SMALL_CONNECTIONS, smallCount, i -> load.get("small/" + i % 500, ""));
      add("GET 64 KiB x 16, op/s", peer, isCounted, smallCount / small);
      double ranges = Load.inParallel(4, RANGES, i -> load.get("large0", range(i)));
      add("GET 1 MiB ranges x 4, op/s", peer, isCounted, RANGES / ranges);
    }
  }

  private double puts(Load load, int streams) throws Exception {
    return Load.inParallel(streams, streams, i -> load.put("large" + i, largeBytes));
  }

  private static boolean isDurable(Peer peer) {
    return switch (peer.kind()) {
      case PLAIN, ENCRYPTED -> false;
      case FREEHOLD -> true;
    };
  }

  private static double flush() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    new ProcessBuilder("sync").start().waitFor();
    return (System.nanoTime() - begin) / 1e9;
  }

  private double mib(int streams) {
    return streams * (largeBytes / (double) (1 << 20));
  }

  private String range(int number) {
    long from = (number * 7_919L * RANGE_BYTES) % (largeBytes - RANGE_BYTES);
    return "bytes=%d-%d".formatted(from, from + RANGE_BYTES - 1);
  }

  private void add(String what, Peer peer, boolean isCounted, double value) {
    if (isCounted) {
      results
          .computeIfAbsent(what, w -> new EnumMap<>(Peer.Kind.class))
          .computeIfAbsent(peer.kind(), k -> new ArrayList<>())
          .add(value);
    }
  }

  private void print(List<Peer> peers) throws IOException {
    results.forEach(
        (what, values) -> {
          double plain = median(values.get(Peer.Kind.PLAIN));
          double encrypted = median(values.get(Peer.Kind.ENCRYPTED));
          double freehold = median(values.get(Peer.Kind.FREEHOLD));
          System.out.printf(
              Locale.ROOT,
              "%-34s plain %8.0f  encrypted %8.0f (%.2f)  freehold %8.0f (%.2f) %s%n",
              what,
              plain,
              encrypted,
              encrypted / plain,
              freehold,
              freehold / plain,
              values.get(Peer.Kind.FREEHOLD).stream().map(v -> Math.round(v)).toList());
        });
    for (Peer peer : peers) {
      System.out.println(
          "peak resident memory, MiB: %s %d".formatted(peer.kind(), peer.peakResidentMiB()));
    }
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
