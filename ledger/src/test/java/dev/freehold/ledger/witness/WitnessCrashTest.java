package dev.freehold.ledger.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.ledger.testing.HonestLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk fails, or the process ends, before the n-th step, for every n. */
class WitnessCrashTest {

  private static final String NAME = "witness.test/crash";

  @TempDir private Path folder;

  @Test
  void fault34_whereverItIsKilledAHeadThatWasCosignedHasNoTwin() {
    int steps = DurableFile.Step.values().length;
    for (int n = 0; n < 3 * steps; n++) {
      Path own = folder.resolve("at-" + n);
      HonestLog log = HonestLog.of("log.test/crash", 4);
      HonestLog fork = log.copy();
      Witness.open(own, NAME, List.of(log.verifier()), Clock.systemUTC(), WitnessListener.NONE)
          .add(log.request(0));
      log.growTo(6);
      fork.entries().add(new byte[] {1});
      fork.growTo(6);

      List<byte[]> story = List.of(log.request(4), log.request(6), fork.request(4));
      int cosigned = tell(own, log, story, n);
      Witness again =
          Witness.open(own, NAME, List.of(log.verifier()), Clock.systemUTC(), WitnessListener.NONE);
      int forked = again.add(fork.request(4)).status();
      int forkedAtSix = again.add(fork.request(6)).status();
      if (cosigned > 0) {
        assertThat(forked).as("step %d", n).isEqualTo(409);
        assertThat(forkedAtSix).as("step %d", n).isEqualTo(409);
      }
    }
  }

  /** How many of the first two, which are honest, were cosigned before the end of the world. */
  private static int tell(Path folder, HonestLog log, List<byte[]> story, int failAt) {
    AtomicInteger left = new AtomicInteger(failAt);
    DurableFile disk =
        new DurableFile(
            step -> {
              if (left.getAndDecrement() <= 0) {
                throw new IOException("the end at " + step);
              }
            });
    int cosigned = 0;
    try {
      Witness witness =
          Witness.open(
              folder, NAME, List.of(log.verifier()), Clock.systemUTC(), WitnessListener.NONE, disk);
      for (byte[] request : story) {
        WitnessAnswer answer = witness.add(request);
        if (answer.status() == 200) {
          assertThat(new String(answer.body(), UTF_8)).startsWith("\u2014 " + NAME);
          cosigned++;
        }
      }
    } catch (WitnessException end) {
      assertThat(end).hasMessageContaining("not cosigned");
    }
    return cosigned;
  }
}
