package dev.freehold.bench.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes and reads large and small documents, and parts of large ones, through each server in turn.
 * Every round goes through all servers, in alternating order, and medians are compared. A server
 * runs for weeks, so each is warmed up before anything counts.
 */
public final class FilesBench {

  private static final int SMALL_BYTES = 64 << 10;
  private static final int SMALL_NAMES = 500;
  private static final int SMALL_CONNECTIONS = 16;
  private static final int RANGE_BYTES = 1 << 20;
  private static final int RANGES = 400;
  private static final int WARMING_ROUNDS = 4;
  private static final int WARMING_FACTOR = 3;
  private static final int MANY_UPLOADS = 64;
  private static final long MANY_UPLOADS_BYTES = 32L << 20;

  private final long largeBytes;
  private final int smallCount;
  private final Results results = new Results();

  private FilesBench(long largeBytes, int smallCount) {
    this.largeBytes = largeBytes;
    this.smallCount = smallCount;
  }

  /** Takes an empty folder, MiB of a large document, how many small ones, and how many rounds. */
  public static void main(String[] arguments) throws Exception {
    System.setProperty("http.maxConnections", Integer.toString(MANY_UPLOADS));
    Path folder = Path.of(arguments[0]);
    FilesBench bench =
        new FilesBench(Long.parseLong(arguments[1]) << 20, Integer.parseInt(arguments[2]));
    List<Peer> peers = new ArrayList<>();
    try {
      for (Peer.Kind kind : Peer.Kind.values()) {
        if (kind != Peer.Kind.RCLONE || RclonePeer.isInstalled()) {
          peers.add(Peer.start(kind, folder.resolve(kind.name().toLowerCase(Locale.ROOT))));
        }
      }
      int rounds = Integer.parseInt(arguments[3]);
      for (int round = -WARMING_ROUNDS; round < rounds; round++) {
        for (Peer peer : round % 2 == 0 ? peers : peers.reversed()) {
          if (round < 0) {
            bench.warm(peer, round == -1);
          } else {
            bench.measure(peer);
          }
        }
      }
      bench.results.print();
      for (Peer peer : peers) {
        bench.measureMemory(peer);
      }
    } finally {
      peers.forEach(Peer::close);
    }
  }

  private void warm(Peer peer, boolean isWithLarge) throws Exception {
    try (Load load = new Load(peer)) {
      if (isWithLarge) {
        large(load, 4);
        Load.inParallel(4, 4, i -> load.get("large" + i, ""));
        ranges(load, WARMING_FACTOR * RANGES);
      }
      puts(load, smallCount);
      gets(load, WARMING_FACTOR * smallCount);
    }
  }

  private void measure(Peer peer) throws Exception {
    try (Load load = new Load(peer)) {
      for (int streams : new int[] {1, 4}) {
        double mib = streams * (largeBytes / (double) (1 << 20));
        String size = "%d x %d MiB, MiB/s".formatted(streams, largeBytes >> 20);
        results.add("PUT " + size, peer, mib / large(load, streams));
        double out = Load.inParallel(streams, streams, i -> load.get("large" + i, ""));
        results.add("GET " + size, peer, mib / out);
      }
      results.add("GET 1 MiB ranges x 4, op/s", peer, RANGES / ranges(load, RANGES));
      results.add("PUT 64 KiB x 16, op/s", peer, smallCount / puts(load, smallCount));
      results.add("GET 64 KiB x 16, op/s", peer, smallCount / gets(load, smallCount));
    }
  }

  private double large(Load load, int streams) throws Exception {
    return Load.inParallel(streams, streams, i -> load.put("large" + i, largeBytes));
  }

  private static double puts(Load load, int count) throws Exception {
    return Load.inParallel(
        SMALL_CONNECTIONS, count, i -> load.put("small" + i % SMALL_NAMES, SMALL_BYTES));
  }

  private static double gets(Load load, int count) throws Exception {
    return Load.inParallel(SMALL_CONNECTIONS, count, i -> load.get("small" + i % SMALL_NAMES, ""));
  }

  private double ranges(Load load, int count) throws Exception {
    return Load.inParallel(4, count, i -> load.get("large0", range(i)));
  }

  private String range(int number) {
    long from = (number * 7_919L * RANGE_BYTES) % (largeBytes - RANGE_BYTES);
    return "bytes=%d-%d".formatted(from, from + RANGE_BYTES - 1);
  }

  private void measureMemory(Peer peer) throws Exception {
    try (Load load = new Load(peer)) {
      Load.inParallel(MANY_UPLOADS, MANY_UPLOADS, i -> load.put("many" + i, MANY_UPLOADS_BYTES));
    }
    System.out.printf(
        "peak resident memory with %d uploads at a time: %s %d MiB%n",
        MANY_UPLOADS, peer.kind(), peer.peakResidentMiB());
  }
}
