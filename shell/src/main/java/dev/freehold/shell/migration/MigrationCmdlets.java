package dev.freehold.shell.migration;

import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.shell.remote.Rest;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The cmdlets of migrations: endpoints, batches and the mailboxes of batches. */
public final class MigrationCmdlets {

  static final String MODULE = "ExchangeOnlineManagement";

  private MigrationCmdlets() {}

  /**
   * All of them.
   *
   * @param rest the service's API as the account that is connected; throws what the user is to be
   *     told if none is
   */
  public static List<CmdletInfo> all(Supplier<Rest> rest) {
    EndpointCmdlets endpoints = new EndpointCmdlets(rest);
    BatchCmdlets batches = new BatchCmdlets(rest);
    SyncCmdlets syncs = new SyncCmdlets(rest);
    return Stream.of(
            endpoints.create(),
            endpoints.get(),
            endpoints.remove(),
            new TestServerCmdlet(rest).info(),
            new NewBatchCmdlet(rest).info(),
            batches.get(),
            batches.start(),
            batches.stop(),
            batches.remove(),
            batches.complete(),
            syncs.setBatch(),
            syncs.setUser(),
            new UserCmdlet(rest).info(),
            new UserCmdlet(rest).statistics())
        .toList();
  }
}
