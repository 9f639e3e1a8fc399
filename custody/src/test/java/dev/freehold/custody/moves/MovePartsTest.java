package dev.freehold.custody.moves;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static dev.freehold.custody.testing.MovesFixture.CHARLIE;
import static dev.freehold.custody.testing.MovesFixture.DELTA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.JobRunner;
import dev.freehold.custody.orders.MoveScope;
import dev.freehold.custody.orders.ShardRange;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.reseal.MovePosition;
import dev.freehold.custody.reseal.RetiredKey;
import dev.freehold.custody.reseal.RetiredKeyRows;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.custody.testing.MovesFixture;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The parts of a move")
class MovePartsTest {

  private static final int MAX_PARTS = 16;

  @TempDir private Path folder;

  @Test
  @DisplayName("are not guessed for a job that was cut in another way")
  void outdated() {
    assertThat(ShardRange.of(Map.of(), 0, 1)).contains(everything());
    assertThat(ShardRange.of(Map.of(), 0, 16)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("contain old and new forms of ids, of sites and of mailboxes without a policy")
  void kinds(Dialect dialect) {
    try (MovesFixture fixture = new MovesFixture(dialect, folder)) {
      UUID geo = fixture.geos.create(fixture.tenant, "EUR", ADMIN).id();
      IntStream.range(0, 9).forEach(i -> fixture.site(geo));
      IntStream.range(0, 9).forEach(i -> fixture.mailbox());
      fixture.mailboxes(9, Optional.empty());
      assertCut(fixture, new MoveScope.OfGeo(geo));
      assertCut(fixture, new MoveScope.Uncovered());
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("have about the same size, and every id is in exactly one of them")
  void sizes(Dialect dialect) {
    try (MovesFixture fixture = new MovesFixture(dialect, folder)) {
      Policy policy = fixture.mailboxPolicy("one");
      Policy other = fixture.policy(PolicyKind.MAILBOX, "two", CHARLIE, DELTA);
      for (int more : List.of(0, 1, 2, 30, 70)) {
        fixture.mailboxes(more, Optional.of(policy.id()));
        assertCut(fixture, new MoveScope.Reassigned(policy.id(), other.id()));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("are read in pages that have the next owners of both policies, by id")
  void pages(Dialect dialect) {
    try (MovesFixture fixture = new MovesFixture(dialect, folder)) {
      Policy policy = fixture.mailboxPolicy("one");
      Policy other = fixture.policy(PolicyKind.MAILBOX, "two", CHARLIE, DELTA);
      fixture.mailboxes(23, Optional.of(policy.id()));
      fixture.mailboxes(19, Optional.of(other.id()));
      for (UUID to : List.of(other.id(), policy.id())) {
        MoveScope scope = new MoveScope.Reassigned(policy.id(), to);
        List<UUID> walked = new ArrayList<>();
        List<KeyToMove> page = page(fixture, scope, everything());
        while (!page.isEmpty()) {
          page.forEach(owned -> walked.add(owned.ownerId()));
          assertThat(page).allMatch(owned -> owned.target().equals(to) && !owned.isBarred());
          page = page(fixture, scope, everything().startingAfter(walked.getLast()));
        }
        assertThat(walked).containsExactlyElementsOf(idsIn(fixture, scope, everything()));
      }
    }
  }

  private static List<KeyToMove> page(MovesFixture fixture, MoveScope scope, ShardRange range) {
    return fixture.database.read(
        tx -> MoveRows.page(tx, fixture.tenant, new UUID(0, 0), scope, range, 7));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("have each retired key once, also those of an owner at the border of two parts")
  void retiredKeys(Dialect dialect) {
    try (MovesFixture fixture = new MovesFixture(dialect, folder)) {
      Policy all = fixture.policy(PolicyKind.MULTI_WORKLOAD, "all", CHARLIE, DELTA);
      List<UUID> old =
          fixture.mailboxes(48, Optional.empty()).stream()
              .map(owner -> fixture.keyOf(owner).ownerKeyId())
              .toList();
      old.forEach(fixture.resealer::hinder);
      MoveParts parts =
          fixture.database.read(tx -> MoveParts.of(tx, fixture.tenant, new MoveScope.Uncovered()));
      Job job = fixture.moves.assignMultiWorkload(fixture.tenant, Optional.of(all.id()), ADMIN);
      try (JobRunner _ = fixture.runner(5)) {
        Eventually.holds(
            "every key is retired",
            () -> fixture.database.read(tx -> RetiredKeyRows.count(tx, job.id())) == 48);
      }
      List<UUID> walked =
          IntStream.range(0, parts.count())
              .mapToObj(i -> retiredIn(fixture, job.id(), part(parts, i)))
              .flatMap(List::stream)
              .toList();
      assertThat(walked).containsExactlyInAnyOrderElementsOf(old);
    }
  }

  /** What the second phase of a job goes through in a part. */
  private static List<UUID> retiredIn(MovesFixture fixture, UUID jobId, ShardRange part) {
    List<UUID> keys = new ArrayList<>();
    MovePosition position = MovePosition.parse("").content();
    Optional<RetiredKey> next = next(fixture, jobId, part, position);
    while (next.isPresent()) {
      keys.add(next.get().ownerKeyId());
      position = position.dealtWith(next.get());
      next = next(fixture, jobId, part, position);
    }
    return keys;
  }

  private static Optional<RetiredKey> next(
      MovesFixture fixture, UUID jobId, ShardRange part, MovePosition position) {
    return fixture.database.read(
        tx -> RetiredKeyRows.next(tx, jobId, position.within(part), position.afterKeyOfOwner()));
  }

  private static void assertCut(MovesFixture fixture, MoveScope scope) {
    MoveParts parts = fixture.database.read(tx -> MoveParts.of(tx, fixture.tenant, scope));
    List<UUID> owners = idsIn(fixture, scope, everything());
    assertThat(parts.owners()).isEqualTo(owners.size());
    assertThat(parts.count()).isBetween(1, MAX_PARTS);
    List<List<UUID>> cut =
        IntStream.range(0, parts.count())
            .mapToObj(part -> idsIn(fixture, scope, part(parts, part)))
            .toList();
    assertThat(cut.stream().flatMap(List::stream)).containsExactlyElementsOf(owners);
    int most = Math.ceilDiv(owners.size(), MAX_PARTS);
    assertThat(cut).allMatch(part -> part.size() <= most);
    assertThat(cut)
        .filteredOn(Predicate.not(List::isEmpty))
        .hasSize(Math.min(1, owners.size()) * parts.count());
  }

  private static ShardRange part(MoveParts parts, int part) {
    return ShardRange.of(parts.parameters(), part, parts.count()).orElseThrow();
  }

  private static List<UUID> idsIn(MovesFixture fixture, MoveScope scope, ShardRange range) {
    return fixture.database.read(
        tx ->
            MoveRows.inRange(
                    tx, "o.id", "", fixture.tenant, new UUID(0, 0), scope, range, Integer.MAX_VALUE)
                .mapTo(UUID.class)
                .list());
  }

  private static ShardRange everything() {
    return new ShardRange(ShardRange.BEFORE_ALL, ShardRange.AFTER_ALL);
  }
}
