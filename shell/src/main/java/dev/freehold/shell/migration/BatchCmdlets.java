package dev.freehold.shell.migration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.ConfirmImpact;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.Text;
import dev.freehold.shell.remote.RemoteException;
import dev.freehold.shell.remote.Rest;
import dev.freehold.shell.service.ServerCmdlet;
import dev.freehold.shell.view.CmdletTypes;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Get-, Start-, Stop- and Remove-MigrationBatch. */
final class BatchCmdlets {

  static final String PATH = "/api/v1/migration-batches";

  private static final String REMOVE = "Remove-MigrationBatch";
  private static final String RUNS = "migration-batch-runs";
  private static final String CONFIRMED = "?confirm=true";

  private static final String[] STATES = {
    "Completed",
    "CompletedWithErrors",
    "Completing",
    "Corrupted",
    "Created",
    "Failed",
    "IncrementalSyncing",
    "Removing",
    "Starting",
    "Stopped",
    "Stopping",
    "Synced",
    "SyncedwithErrors",
    "Syncing",
    "Waiting"
  };

  private final Supplier<Rest> rest;

  BatchCmdlets(Supplier<Rest> rest) {
    this.rest = rest;
  }

  CmdletInfo get() {
    return ServerCmdlet.named(
            "Get-MigrationBatch", MigrationCmdlets.MODULE, "Shows migration batches.")
        .with(
            Calls.identity(),
            Parameter.of(
                "Status",
                ArgumentTypes.choice(
                    "Microsoft.Exchange.Data.Storage.Management.MigrationBatchStatus", STATES)),
            Parameter.text("Endpoint"),
            Parameter.flag("IncludeReport"),
            Parameter.any("ResultSize"))
        .writes(CmdletTypes.MIGRATION_BATCH)
        .does(() -> this::get);
  }

  private void get(Invocation call) {
    Optional<String> identity = call.bound().text("Identity").filter(text -> !text.isEmpty());
    long limit = Calls.resultSize(call.bound());
    Calls.guard(
        call,
        identity.orElse(""),
        () -> {
          if (identity.isPresent()) {
            writeIfAsked(call, rest.get().get(Calls.path(PATH, identity.get())));
            return;
          }
          long written = 0;
          for (JsonNode view : rest.get().get(PATH).path("migrationBatches")) {
            if (written == limit) {
              return;
            }
            written += writeIfAsked(call, view) ? 1 : 0;
          }
        });
  }

  private boolean writeIfAsked(Invocation call, JsonNode view) {
    PsObject batch = MigrationObjects.batch(view);
    boolean asked =
        is(call, "Status", batch, "Status") && is(call, "Endpoint", batch, "SourceEndpoint");
    if (asked) {
      call.write(call.bound().flag("IncludeReport") ? reported(batch, view) : batch);
    }
    return asked;
  }

  /** With what each run brought. */
  private PsObject reported(PsObject batch, JsonNode view) {
    String path = Calls.path(PATH, view.path("name").asText()) + "/runs";
    return batch.with("Report", MigrationObjects.runs(rest.get().get(path)));
  }

  /** The names of all batches. */
  static List<String> names(Rest rest) {
    return rest.get(PATH).path("migrationBatches").findValuesAsText("name");
  }

  private static boolean is(Invocation call, String parameter, PsObject batch, String property) {
    return call.bound()
        .text(parameter)
        .filter(text -> !text.isEmpty())
        .map(text -> text.equalsIgnoreCase(Text.of(batch.get(property))))
        .orElse(true);
  }

  CmdletInfo complete() {
    return act(
        "Complete-MigrationBatch",
        "Has a batch copy for the last time, and destroys its passwords.",
        ConfirmImpact.HIGH,
        "POST",
        "/complete");
  }

  CmdletInfo start() {
    return act(
        "Start-MigrationBatch",
        "Starts a batch, continues a stopped one, or has one copy again now.",
        ConfirmImpact.MEDIUM,
        "POST",
        "/start");
  }

  CmdletInfo stop() {
    return act(
        "Stop-MigrationBatch",
        "Stops a batch; starting it again continues from there.",
        ConfirmImpact.HIGH,
        "POST",
        "/stop");
  }

  /** A batch that runs needs a second yes, which {@code -Confirm:$false} is not. */
  CmdletInfo remove() {
    return ServerCmdlet.named(
            REMOVE,
            MigrationCmdlets.MODULE,
            "Removes a batch and its passwords; what was copied stays.")
        .confirms(ConfirmImpact.HIGH)
        .with(Calls.identity().mandatory(), Parameter.flag("Force"))
        .does(() -> this::remove);
  }

  private void remove(Invocation call) {
    String identity = call.bound().text("Identity").orElse("");
    boolean force = call.bound().flag("Force");
    if (!call.shouldProcess(identity, REMOVE)) {
      return;
    }
    String path = Calls.path(PATH, identity);
    Calls.guard(
        call,
        identity,
        () -> {
          try {
            rest.get().send("DELETE", path + (force ? CONFIRMED : ""), null);
          } catch (RemoteException e) {
            if (!e.code().equals(RUNS)) {
              throw e;
            }
            confirm(call, identity, () -> rest.get().send("DELETE", path + CONFIRMED, null));
          }
        });
  }

  /** Where nobody can be asked, the warning is what says what to do. */
  private static void confirm(Invocation call, String identity, Runnable removal) {
    call.warning(
        ("The batch %s copies mail or will go on to. Without it its mailboxes stay as they are"
                + " then, and its passwords have to be given again. Stop-MigrationBatch stops it;"
                + " -Force removes it without a question.")
            .formatted(identity));
    if (call.shouldContinue(
        "Are you sure you want to remove the batch %s?".formatted(identity), "Confirm")) {
      removal.run();
    }
  }

  private CmdletInfo act(
      String name, String synopsis, ConfirmImpact impact, String method, String suffix) {
    return ServerCmdlet.named(name, MigrationCmdlets.MODULE, synopsis)
        .confirms(impact)
        .with(Calls.identity().mandatory())
        .does(
            () ->
                call -> {
                  String identity = call.bound().text("Identity").orElse("");
                  if (call.shouldProcess(identity, name)) {
                    Calls.guard(
                        call,
                        identity,
                        () -> rest.get().send(method, Calls.path(PATH, identity) + suffix, null));
                  }
                });
  }
}
