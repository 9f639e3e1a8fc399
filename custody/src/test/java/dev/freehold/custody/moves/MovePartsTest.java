package dev.freehold.custody.moves;

import static dev.freehold.custody.moves.MovesFixture.CHARLIE;
import static dev.freehold.custody.moves.MovesFixture.DELTA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.hierarchy.Policy;
import dev.freehold.custody.hierarchy.PolicyKind;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The parts of a move")
class MovePartsTest {

  private static final int MAX_PARTS = 16;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("are of about the same size, and every id is in one of them")
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

  private static void assertCut(MovesFixture fixture, MoveScope scope) {
    MoveParts parts = fixture.database.read(tx -> MoveParts.of(tx, fixture.tenant, scope));
    List<UUID> owners = idsIn(fixture, scope, everything());
    assertThat(parts.owners()).isEqualTo(owners.size());
    assertThat(parts.count()).isBetween(1, MAX_PARTS);
    List<List<UUID>> cut =
        IntStream.range(0, parts.count())
            .mapToObj(part -> idsIn(fixture, scope, MoveParts.part(parts.parameters(), part)))
            .toList();
    assertThat(cut.stream().flatMap(List::stream)).containsExactlyElementsOf(owners);
    int most = Math.ceilDiv(owners.size(), MAX_PARTS);
    assertThat(cut).allMatch(part -> part.size() <= most);
    assertThat(cut)
        .filteredOn(Predicate.not(List::isEmpty))
        .hasSize(Math.min(1, owners.size()) * parts.count());
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
