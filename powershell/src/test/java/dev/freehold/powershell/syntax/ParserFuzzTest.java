package dev.freehold.powershell.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/** Whatever is typed is read or refused, within a time and a memory that its length bounds. */
class ParserFuzzTest {

  private static final int ROUNDS = 3;

  private static final long MAX_NANOS = 2_000_000_000L;

  /** Far above what reading takes: the fuzzer's own watch over patterns takes some MiB. */
  private static final long MAX_BYTES = 64L << 20;

  private static final long MAX_BYTES_PER_CHAR = 4_096;

  @FuzzTest(maxDuration = "20s")
  void scripts(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    long bytesUsed = Long.MAX_VALUE;
    long nanosUsed = Long.MAX_VALUE;
    // The least of some: what loads or watches classes takes time and memory of its own.
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      long before = allocated();
      read(text);
      bytesUsed = Math.min(bytesUsed, allocated() - before);
      nanosUsed = Math.min(nanosUsed, System.nanoTime() - start);
    }
    assertThat(bytesUsed).isLessThan(MAX_BYTES + MAX_BYTES_PER_CHAR * text.length());
    assertThat(nanosUsed).isLessThan(MAX_NANOS);
  }

  private static void read(String text) {
    try {
      ScriptBody block = Parser.parse(SourceText.typed(text));
      assertThat(block.span().end()).isEqualTo(text.length());
    } catch (ParseException e) {
      assertThat(e.errors()).isNotEmpty();
      assertThat(e.line()).isPositive();
      assertThat(e.column()).isPositive();
      for (ParseError error : e.errors()) {
        assertThat(error.message()).isNotBlank();
        assertThat(error.span().start()).isBetween(0, text.length());
        assertThat(error.span().end()).isBetween(error.span().start(), text.length());
      }
    }
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }
}
