package dev.freehold.custody.moves;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static dev.freehold.custody.testing.MovesFixture.CHARLIE;
import static dev.freehold.custody.testing.MovesFixture.DELTA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.JobRunner;
import dev.freehold.custody.jobs.JobState;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.testing.MovesFixture;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** How long others wait while a large move is under way, on every database. */
@Isolated("measures how long orders wait")
abstract class OrdersDuringMoveContract {

  private static final Duration SOON = Duration.ofSeconds(5);

  private final Dialect dialect;
  @TempDir private Path folder;
  private MovesFixture fixture;

  OrdersDuringMoveContract(Dialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    fixture = new MovesFixture(dialect, folder);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  @DisplayName("Orders and new mailboxes wait seconds at most for a move of thousands")
  void noStarvation() {
    Policy one = fixture.mailboxPolicy("one");
    Policy two = fixture.policy(PolicyKind.MAILBOX, "two", CHARLIE, DELTA);
    UUID single = fixture.mailbox(Optional.of(two.id()));
    fixture.mailboxes(4_000, Optional.of(one.id()));
    Job job = fixture.moves.assignAll(fixture.tenant, one.id(), two.id(), ADMIN);
    try (JobRunner _ = fixture.runner(4)) {
      fixture.awaitState(job, JobState.RUNNING);
      for (int i = 0; i < 3; i++) {
        String name = "new" + i;
        assertSoon(() -> assign(single, one));
        assertSoon(() -> fixture.mailboxPolicy(name));
        assertSoon(() -> fixture.mailbox(Optional.of(two.id())));
        assertSoon(this::withdrawFromTenant);
      }
      assertThat(fixture.jobs.get(fixture.tenant, job.id()).state())
          .as("orders met the move")
          .isEqualTo(JobState.RUNNING);
      fixture.finish(job);
    }
  }

  private void assign(UUID mailbox, Policy policy) {
    fixture.moves.assign(fixture.tenant, List.of(mailbox), Optional.of(policy.id()), ADMIN);
  }

  private void withdrawFromTenant() {
    fixture.moves.assignMultiWorkload(fixture.tenant, Optional.empty(), ADMIN);
  }

  private static void assertSoon(Runnable act) {
    long startNanos = System.nanoTime();
    act.run();
    assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(SOON);
  }
}
