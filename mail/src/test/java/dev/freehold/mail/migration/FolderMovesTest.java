package dev.freehold.mail.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.mail.migration.plan.FolderMove;
import dev.freehold.persistence.Dialect;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A batch")
class FolderMovesTest {

  @TempDir private Path folder;

  @Test
  void sendsFoldersElsewhereByTheLongestMove() {
    List<FolderMove> moves =
        List.of(new FolderMove("Archive", "Old"), new FolderMove("archive/2020", "Older"));
    assertThat(FolderMove.apply(moves, "Archive/2021")).isEqualTo("Old/2021");
    assertThat(FolderMove.apply(moves, "ARCHIVE/2020/Q1")).isEqualTo("Older/Q1");
    assertThat(FolderMove.apply(moves, "Archives")).isEqualTo("Archives");
  }

  @Test
  void putsSeveralFoldersTogetherIfItIsToldTo() throws IOException {
    try (LyingServer source = new LyingServer();
        MigrationFixture all = new MigrationFixture(Dialect.SQLITE, folder, source)) {
      source.with("Sent", "a").with("Sent Items", "b").with("Sent Items/Old", "c");
      all.mailUser("dora");
      all.endpoint(1);
      all.run();
      FolderRules rules =
          new FolderRules(List.of(), List.of(), List.of(new FolderMove("Sent Items", "Sent")));
      all.batch("first", CSV, rules, true);
      all.await("first", batch -> batch.endedAt().isPresent());

      assertThat(all.messages("dora", "Sent")).containsOnlyKeys("a", "b");
      assertThat(all.messages("dora", "Sent/Old")).containsOnlyKeys("c");
      assertThat(all.reports.get(all.mail.tenantId, "first", "dora@contoso.example").folders())
          .extracting(MigrationReport.Folder::isMerged)
          .containsExactlyInAnyOrder(true, true, false);
    }
  }

  @Test
  void waitsWhereItsSourceHasALimitWithinAnHour() throws IOException {
    try (LyingServer source = new LyingServer().with("INBOX", "a", "b", "c");
        MigrationFixture all = new MigrationFixture(Dialect.SQLITE, folder, source)) {
      all.mailUser("dora");
      all.messagesPerHour = 2;
      all.endpoint(1);
      all.run();
      all.batch("first", CSV, FolderRules.ALL, true);
      MigrationBatch waiting = all.await("first", batch -> batch.status() == BatchStatus.WAITING);

      assertThat(waiting.code()).contains("migration-rate-limited");
      assertThat(all.user("first", 2).copiedItems()).isEqualTo(2);
      assertThat(source.heard("UID FETCH \\d+ \\(UID BODY.*")).isEqualTo(2);

      // An hour later.
      all.mail.database.write(
          tx ->
              tx.execute("UPDATE mail_migration_endpoints SET hour_began = hour_began - 3600000"));
      MigrationBatch ended = all.await("first", batch -> batch.endedAt().isPresent());
      assertThat(ended.status()).isEqualTo(BatchStatus.COMPLETED);
    }
  }

  private static final String CSV =
      "EmailAddress,UserName,Password\ndora@contoso.example,dora,secret\n";
}
