package dev.freehold.mailserver.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Watches every file that a process opens for writing, by its file handles in Linux's {@code
 * /proc}: also one that is deleted while it is open. Looks for a marker in each. Thread-safe.
 */
final class WrittenFiles implements AutoCloseable {

  private static final int PIECE_BYTES = 1 << 20;
  private static final long LOOK_MILLIS = 2;

  /** Access modes of {@code open(2)}: reading only. */
  private static final int READ_ONLY = 0;

  private static final int ACCESS_MODE = 3;

  private final Path process;
  private final byte[] marker;
  private final Map<String, Boolean> written = new ConcurrentHashMap<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread;

  private WrittenFiles(long pid, String marker) {
    this.process = Path.of("/proc", Long.toString(pid));
    this.marker = marker.getBytes(StandardCharsets.US_ASCII);
    this.thread = Thread.ofPlatform().name("written-files").unstarted(this::watch);
  }

  /**
   * Begins to watch.
   *
   * @param marker what no file may hold; stands in each 64 KiB of the content that is not to be
   *     written
   */
  static WrittenFiles of(long pid, String marker) {
    WrittenFiles files = new WrittenFiles(pid, marker);
    files.thread.start();
    return files;
  }

  private void watch() {
    try {
      do {
        look();
      } while (!ended.await(LOOK_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try (Stream<Path> handles = Files.list(process.resolve("fd"))) {
      handles.forEach(this::look);
    } catch (IOException | UncheckedIOException gone) {
      // The process ends.
    }
  }

  /** A file is read at its end, where it grows, as long as it is open. */
  private void look(Path handle) {
    try {
      String name = Files.readSymbolicLink(handle).toString();
      if (!name.startsWith("/") || !isWritten(handle) || name.startsWith("/dev/null")) {
        return;
      }
      boolean hasMarker = written.getOrDefault(name, false) || hasMarkerAtEnd(handle);
      written.put(name, hasMarker);
    } catch (IOException | UncheckedIOException closed) {
      // Closed in between; what is left of it is looked at afterwards.
    }
  }

  private boolean isWritten(Path handle) throws IOException {
    String flags =
        Files.readAllLines(process.resolve("fdinfo").resolve(handle.getFileName())).stream()
            .filter(line -> line.startsWith("flags:"))
            .map(line -> line.substring("flags:".length()).strip())
            .findFirst()
            .orElse("0");
    return (Integer.parseInt(flags, 8) & ACCESS_MODE) != READ_ONLY;
  }

  private boolean hasMarkerAtEnd(Path handle) throws IOException {
    long size = Files.size(handle);
    try (InputStream in = Files.newInputStream(handle)) {
      in.skipNBytes(Math.max(0, size - PIECE_BYTES));
      return has(in.readNBytes(PIECE_BYTES), marker);
    }
  }

  /** The names of all files that were seen open for writing, and whether one had the marker. */
  Map<String, Boolean> seen() {
    return new TreeMap<>(written);
  }

  /** The files among {@code folders} and those seen that have the marker now. */
  List<Path> withMarker(List<Path> folders) throws IOException {
    List<Path> all = new ArrayList<>(written.keySet().stream().map(Path::of).toList());
    for (Path folder : folders) {
      try (Stream<Path> files = Files.walk(folder)) {
        files.filter(Files::isRegularFile).forEach(all::add);
      }
    }
    List<Path> found = new ArrayList<>();
    for (Path file : all.stream().distinct().toList()) {
      if (hasMarker(file)) {
        found.add(file);
      }
    }
    return found;
  }

  private boolean hasMarker(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] piece = in.readNBytes(PIECE_BYTES);
      while (piece.length > 0) {
        if (has(piece, marker)) {
          return true;
        }
        piece = in.readNBytes(PIECE_BYTES);
      }
      return false;
    } catch (NoSuchFileException gone) {
      return false; // It was looked at while it was open.
    }
  }

  private static boolean has(byte[] bytes, byte[] wanted) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.contains(new String(wanted, StandardCharsets.ISO_8859_1));
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
