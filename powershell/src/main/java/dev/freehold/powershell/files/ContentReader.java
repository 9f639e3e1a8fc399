package dev.freehold.powershell.files;

import dev.freehold.powershell.data.step.Encodings;
import dev.freehold.powershell.run.RunLimits;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ShellException;
import dev.freehold.powershell.value.scalar.ValueLimits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Reads files line by line, or as a whole. */
final class ContentReader {

  private ContentReader() {}

  static void read(Invocation call) {
    for (Path path : Places.existing(call)) {
      if (Files.isDirectory(path)) {
        call.error(FileErrors.isFolder(path));
        continue;
      }
      try {
        read(call, path);
      } catch (IOException e) {
        call.error(FileErrors.of(path, e));
      }
    }
  }

  private static void read(Invocation call, Path path) throws IOException {
    Bound bound = call.bound();
    String encoding = bound.text("Encoding").orElse(null);
    if (bound.flag("AsByteStream") || "Byte".equalsIgnoreCase(encoding)) {
      byte[] bytes = whole(path);
      if (bound.flag("Raw") || isAllAtOnce(bound)) {
        call.writeWhole(bytes);
      } else {
        call.write(bytes);
      }
      return;
    }
    if (bound.flag("Raw")) {
      String text = new String(whole(path), Encodings.charset(encoding));
      call.write(text.startsWith("\uFEFF") ? text.substring(1) : text);
      return;
    }
    lines(call, path, encoding);
  }

  private static byte[] whole(Path path) throws IOException {
    if (Files.size(path) > RunLimits.MAX_READ_BYTES) {
      throw ShellException.ofStatement(
          FileErrors.of(
              "FileTooLarge",
              ErrorCategory.LIMITS_EXCEEDED,
              "The file '%s' is larger than the %d bytes that are read at once."
                  .formatted(path, RunLimits.MAX_READ_BYTES),
              path));
    }
    return Files.readAllBytes(path);
  }

  /** {@code -ReadCount 0} hands on one array. */
  private static boolean isAllAtOnce(Bound bound) {
    return bound.value("ReadCount") instanceof Long count && count == 0;
  }

  private static void lines(Invocation call, Path path, String encoding) throws IOException {
    Bound bound = call.bound();
    long most = bound.value("TotalCount") instanceof Long count ? count : Long.MAX_VALUE;
    int tail = bound.value("Tail") instanceof Integer count ? count : -1;
    Deque<String> last = new ArrayDeque<>();
    List<Object> all = new ArrayList<>();
    try (Reader reader =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(path), Encodings.charset(encoding)))) {
      Lines lines = new Lines(reader);
      for (long at = 0; at < most; at++) {
        String line = lines.next();
        if (line == null) {
          break;
        }
        if (tail >= 0) {
          last.addLast(line);
          if (last.size() > tail) {
            last.removeFirst();
          }
        } else if (isAllAtOnce(bound)) {
          all.add(line);
        } else {
          call.write(line);
        }
      }
    }
    last.forEach(call::write);
    if (!all.isEmpty()) {
      call.writeWhole(all);
    }
  }

  /** Lines of a bounded length, without the mark that a file may start with. */
  private static final class Lines {

    private final Reader in;
    private int ahead;

    Lines(Reader in) throws IOException {
      this.in = in;
      ahead = in.read();
      if (ahead == '\uFEFF') {
        ahead = in.read();
      }
    }

    /** The next line without its end; null if there is none. */
    String next() throws IOException {
      if (ahead < 0) {
        return null;
      }
      StringBuilder line = new StringBuilder();
      while (ahead >= 0 && ahead != '\n' && ahead != '\r') {
        ValueLimits.requireChars(line.length() + 1L);
        line.append((char) ahead);
        ahead = in.read();
      }
      boolean carriage = ahead == '\r';
      ahead = ahead < 0 ? ahead : in.read();
      if (carriage && ahead == '\n') {
        ahead = in.read();
      }
      return line.toString();
    }
  }
}
