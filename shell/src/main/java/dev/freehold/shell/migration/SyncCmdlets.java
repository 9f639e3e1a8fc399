package dev.freehold.shell.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.ConfirmImpact;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.shell.remote.Rest;
import dev.freehold.shell.service.ServerCmdlet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Set-MigrationBatch and Set-MigrationUser. */
final class SyncCmdlets {

  private static final String SET_BATCH = "Set-MigrationBatch";
  private static final String SET_USER = "Set-MigrationUser";

  private final Supplier<Rest> rest;

  SyncCmdlets(Supplier<Rest> rest) {
    this.rest = rest;
  }

  /** Puts the limits and the interval that were given into a body. */
  static void putLimits(Bound bound, ObjectNode body) {
    Calls.limit(bound, "BadItemLimit").ifPresent(limit -> body.put("badItemLimit", limit));
    Calls.limit(bound, "DeletionLimit").ifPresent(limit -> body.put("deletionLimit", limit));
    if (bound.value("SyncIntervalMinutes") instanceof Integer minutes) {
      body.put("syncIntervalMinutes", minutes);
    }
  }

  CmdletInfo setBatch() {
    return ServerCmdlet.named(
            SET_BATCH, MigrationCmdlets.MODULE, "Changes limits and interval of a batch.")
        .confirms(ConfirmImpact.MEDIUM)
        .with(
            Calls.identity().mandatory(),
            Parameter.any("BadItemLimit"),
            Parameter.any("DeletionLimit"),
            Parameter.of("SyncIntervalMinutes", PsKind.INT),
            Parameter.texts("NotificationEmails"),
            Parameter.of("CSVData", new BytesType()),
            Parameter.of("StartAfter", PsKind.DATE),
            Parameter.of("CompleteAfter", PsKind.DATE))
        .does(() -> this::setBatch);
  }

  private void setBatch(Invocation call) {
    Bound bound = call.bound();
    Calls.refuse(call, "A batch keeps its mailboxes; make another one.", "CSVData");
    Calls.refuse(
        call,
        "A batch begins when it is started and ends with Complete-MigrationBatch.",
        "StartAfter",
        "CompleteAfter");
    Calls.ignore(call, "no mail is sent when a batch ends.", "NotificationEmails");
    String identity = bound.text("Identity").orElse("");
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    putLimits(bound, body);
    if (call.shouldProcess(identity, SET_BATCH)) {
      Calls.guard(
          call,
          identity,
          () -> rest.get().send("PATCH", Calls.path(BatchCmdlets.PATH, identity), body));
    }
  }

  CmdletInfo setUser() {
    return ServerCmdlet.named(
            SET_USER, MigrationCmdlets.MODULE, "Approves of deletions that wait in a mailbox.")
        .confirms(ConfirmImpact.HIGH)
        .with(
            Calls.identity().mandatory(),
            Parameter.text("BatchId"),
            Parameter.flag("ApproveDeletions").mandatory())
        .does(() -> this::setUser);
  }

  private void setUser(Invocation call) {
    String identity = call.bound().text("Identity").orElse("");
    if (!call.bound().flag("ApproveDeletions") || !call.shouldProcess(identity, SET_USER)) {
      return;
    }
    Calls.guard(
        call,
        identity,
        () -> {
          List<String> waiting = waiting(call, identity);
          if (waiting.isEmpty()) {
            call.error(Calls.nothingWaits(identity));
          }
          for (String batch : waiting) {
            rest.get().send("POST", user(batch, identity) + "/approve-deletions", null);
          }
        });
  }

  /** The batches in which deletions of the mailbox wait. */
  private List<String> waiting(Invocation call, String identity) {
    Optional<String> asked = call.bound().text("BatchId").filter(text -> !text.isEmpty());
    List<String> batches = new ArrayList<>();
    if (asked.isPresent()) {
      batches.add(asked.get());
    } else {
      rest.get()
          .get(BatchCmdlets.PATH)
          .path("migrationBatches")
          .forEach(view -> batches.add(view.path("name").asText()));
    }
    return batches.stream().filter(batch -> waits(batch, identity)).toList();
  }

  private boolean waits(String batch, String identity) {
    JsonNode users = UserCmdlet.find(rest.get(), batch, identity);
    return users.path("lastRun").path("pendingDeletions").asLong() > 0;
  }

  private static String user(String batch, String identity) {
    return Calls.path(Calls.path(BatchCmdlets.PATH, batch) + "/users", identity);
  }
}
