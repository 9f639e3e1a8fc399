package dev.freehold.mail.source;

import dev.freehold.mail.MailException;
import dev.freehold.mail.format.ManifestLine;
import dev.freehold.mail.format.ManifestReader;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** The lines of a manifest, of which the next one can be looked at. Bad lines are passed over. */
final class ManifestLines {

  private final ManifestReader reader;
  private final Problems problems;
  private Optional<ManifestLine> ahead = Optional.empty();

  ManifestLines(ManifestReader reader, Problems problems) {
    this.reader = reader;
    this.problems = problems;
  }

  /** Is told of lines that are none. */
  @FunctionalInterface
  interface Problems {
    void line(long number, MailException problem);
  }

  /** The next line, which stays the next one; empty at the end. */
  Optional<ManifestLine> peek() throws IOException {
    while (ahead.isEmpty()) {
      try {
        ahead = reader.next();
        return ahead;
      } catch (MailException e) {
        problems.line(reader.number(), e);
      }
    }
    return ahead;
  }

  /** The next line; empty at the end. */
  Optional<ManifestLine> next() throws IOException {
    Optional<ManifestLine> next = peek();
    ahead = Optional.empty();
    return next;
  }

  /** Hands on all lines that are left. */
  void forEach(Consumer<ManifestLine> line) throws IOException {
    for (Optional<ManifestLine> next = next(); next.isPresent(); next = next()) {
      line.accept(next.get());
    }
  }
}
