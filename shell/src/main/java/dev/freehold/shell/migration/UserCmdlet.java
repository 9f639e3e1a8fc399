package dev.freehold.shell.migration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.Text;
import dev.freehold.shell.remote.Rest;
import dev.freehold.shell.service.ServerCmdlet;
import dev.freehold.shell.view.CmdletTypes;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Get-MigrationUser: the mailboxes of batches, and what happened to each. */
final class UserCmdlet {

  private static final int PAGE_ROWS = 1000;

  private final Supplier<Rest> rest;

  UserCmdlet(Supplier<Rest> rest) {
    this.rest = rest;
  }

  CmdletInfo info() {
    return ServerCmdlet.named(
            "Get-MigrationUser",
            MigrationCmdlets.MODULE,
            "Shows the progress of the mailboxes in batches.")
        .with(
            Calls.identity(),
            Parameter.text("BatchId"),
            Parameter.text("Status"),
            Parameter.any("ResultSize"))
        .writes(CmdletTypes.MIGRATION_USER)
        .does(() -> this::get);
  }

  /** Get-MigrationUserStatistics: the same of one mailbox that must be named. */
  CmdletInfo statistics() {
    return ServerCmdlet.named(
            "Get-MigrationUserStatistics",
            MigrationCmdlets.MODULE,
            "Shows the progress of one mailbox in a batch.")
        .with(
            Calls.identity().mandatory(),
            Parameter.flag("IncludeReport"),
            Parameter.flag("IncludeSkippedItems"),
            Parameter.any("DiagnosticInfo"),
            Parameter.any("LimitSkippedItemsTo"))
        .writes(CmdletTypes.MIGRATION_USER)
        .does(() -> this::get);
  }

  private void get(Invocation call) {
    Optional<String> batch = call.bound().text("BatchId").filter(text -> !text.isEmpty());
    Calls.guard(
        call,
        batch.orElse(""),
        () -> {
          long limit = Calls.resultSize(call.bound());
          long left = limit;
          for (String name : batch.map(List::of).orElseGet(() -> BatchCmdlets.names(rest.get()))) {
            left = writeAll(call, name, left);
          }
          String identity = call.bound().text("Identity").orElse("");
          if (left == limit && !identity.isEmpty()) {
            call.error(Calls.notFound(identity));
          }
        });
  }

  /** Writes those that are asked for, at most {@code left}; returns how many may follow. */
  private long writeAll(Invocation call, String batch, long left) {
    long still = left;
    int after = 0;
    while (still > 0) {
      call.checkCancelled();
      JsonNode page =
          rest.get()
              .get(
                  "%s/users?after=%d&max=%d"
                      .formatted(Calls.path(BatchCmdlets.PATH, batch), after, PAGE_ROWS))
              .path("users");
      for (JsonNode view : page) {
        after = view.path("line").asInt();
        PsObject user = MigrationObjects.user(view, batch);
        if (still > 0 && isAsked(call, user)) {
          call.write(call.bound().flag("IncludeReport") ? reported(view, batch) : user);
          still--;
        }
      }
      if (page.size() < PAGE_ROWS) {
        return still;
      }
    }
    return still;
  }

  private PsObject reported(JsonNode view, String batch) {
    String users = Calls.path(BatchCmdlets.PATH, batch) + "/users";
    String address = view.path("emailAddress").asText();
    return MigrationObjects.reported(
        view, batch, rest.get().get(Calls.path(users, address) + "/report"));
  }

  private static boolean isAsked(Invocation call, PsObject user) {
    return List.of("Identity", "Status").stream()
        .allMatch(
            name ->
                call.bound()
                    .text(name)
                    .filter(text -> !text.isEmpty())
                    .map(text -> text.equalsIgnoreCase(Text.of(user.get(name))))
                    .orElse(true));
  }
}
