package dev.freehold.bench.floe;

import java.io.ByteArrayInputStream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Seals and opens 256 MiB from stream to stream in memory, on one thread. The score is MB/s of
 * plaintext.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(Sample.LENGTH_MB)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {
      "-Xms2g",
      "-Xmx2g",
      "-XX:+AlwaysPreTouch",
      "-XX:+UseTransparentHugePages",
      "--enable-native-access=ALL-UNNAMED",
      "--sun-misc-unsafe-memory-access=allow"
    })
public class StreamBenchmark {

  /** Who runs. */
  @Param public Contestants contestant;

  private final byte[] plaintext = Sample.plaintext();
  private final ArraySink sealed = Sample.sink();
  private final ArraySink target = Sample.sink();
  private Contestant running;

  /** Seals once, for {@link #opening}. */
  @Setup
  public void seal() throws Exception {
    running = contestant.create();
    running.seal(new ByteArrayInputStream(plaintext), sealed);
  }

  /** Seals the sample. */
  @Benchmark
  public void sealing() throws Exception {
    target.reset();
    running.seal(new ByteArrayInputStream(plaintext), target);
  }

  /** Opens the sample. */
  @Benchmark
  public void opening() throws Exception {
    target.reset();
    running.open(sealed.asInput(), target);
  }

  /** A contestant that lost a byte has no score. */
  @TearDown
  public void check() throws Exception {
    target.reset();
    running.open(sealed.asInput(), target);
    if (!target.holds(plaintext)) {
      throw new IllegalStateException(contestant + " did not give back what it was given");
    }
  }
}
