package dev.freehold.server.features.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.mail.migration.MigrationReport;
import dev.freehold.mail.migration.MigrationUser;
import dev.freehold.mail.migration.UserStatus;
import dev.freehold.mail.migration.sync.SyncCounts;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The CSV of a migration's report")
class ReportCsvTest {

  @Test
  void hasALineForEachFolderAndEachSkippedMessage() {
    MigrationUser.Skip message =
        new MigrationUser.Skip("a, \"b\"", Optional.of(7L), "message-too-large", false);
    MigrationUser.Skip rest =
        new MigrationUser.Skip("=x", Optional.empty(), "migration-folder-refused", true);
    MigrationUser user =
        new MigrationUser(
            2,
            "lea@contoso.example",
            "lea",
            UserStatus.COMPLETED_WITH_ERRORS,
            Optional.empty(),
            3,
            30,
            1,
            Optional.empty(),
            Optional.empty(),
            SyncCounts.NONE,
            Optional.empty(),
            List.of(message, rest));
    MigrationReport report =
        new MigrationReport(
            user,
            List.of(
                folder("a, \"b\"", 4, Optional.empty()),
                folder("=x", 0, Optional.of("migration-folder-refused"))));
    assertThat(ReportCsv.of(report).split("\r\n"))
        .containsExactly(
            "Kind,EmailAddress,SourceFolder,Folder,Uid,Code,AtSource,Here,New,AlreadyHere,Recognised,Skipped,"
                + "GoneAtSource,Renamed,Merged,Removed",
            "folder,lea@contoso.example,\"a, \"\"b\"\"\",\"a,"
                + " \"\"b\"\"\",,,4,3,1,2,1,1,0,false,true,0",
            "folder,lea@contoso.example,'=x,'=x,,migration-folder-refused,0,3,1,2,1,1,0,false,true,0",
            "item,lea@contoso.example,,\"a, \"\"b\"\"\",7,message-too-large,,,,,,,,,,");
  }

  private static MigrationReport.Folder folder(String name, long atSource, Optional<String> code) {
    return new MigrationReport.Folder(
        name, name, atSource, 1, 2, 1, 1, 0, 0, false, true, true, code);
  }
}
