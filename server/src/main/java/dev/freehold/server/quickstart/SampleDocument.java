package dev.freehold.server.quickstart;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The document that the quickstart keeps in a site. */
final class SampleDocument {

  static final String NAME = "board/the merger of contoso and fabrikam.txt";
  private static final int CLAUSES = 5_000;

  private SampleDocument() {}

  /** Some 300 kB in several segments, no line like another. */
  static byte[] content() {
    return IntStream.range(0, CLAUSES)
        .mapToObj("%05d, a clause of the merger that nobody else may read\n"::formatted)
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }
}
