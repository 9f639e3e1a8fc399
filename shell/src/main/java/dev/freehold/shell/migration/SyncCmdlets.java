package dev.freehold.shell.migration;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.ConfirmImpact;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.shell.remote.RemoteException;
import dev.freehold.shell.remote.Rest;
import dev.freehold.shell.service.ServerCmdlet;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Set-MigrationBatch and Set-MigrationUser. */
final class SyncCmdlets {

  private static final String SET_BATCH = "Set-MigrationBatch";
  private static final String SET_USER = "Set-MigrationUser";
  private static final String COMPLETE_AFTER = "CompleteAfter";

  /** The batch has not this mailbox, or no deletions wait in it. */
  private static final Set<String> NOTHING_WAITS =
      Set.of("mailbox-not-found", "migration-batch-state");

  private final Supplier<Rest> rest;

  SyncCmdlets(Supplier<Rest> rest) {
    this.rest = rest;
  }

  /** Puts the limits and times that were given into a body. */
  static void putLimits(Bound bound, ObjectNode body) {
    Calls.limit(bound, "BadItemLimit").ifPresent(limit -> body.put("badItemLimit", limit));
    Calls.limit(bound, "DeletionLimit").ifPresent(limit -> body.put("deletionLimit", limit));
    if (bound.value("SyncIntervalMinutes") instanceof Integer minutes) {
      body.put("syncIntervalMinutes", minutes);
    }
    if (bound.value(COMPLETE_AFTER) instanceof Instant time) {
      body.put("completeAfter", time.toString());
    }
  }

  /** Puts the file that was given, and how it is to be read, into a body. */
  static void putCsv(Bound bound, byte[] csv, ObjectNode body) {
    body.put("csvData", Base64.getEncoder().encodeToString(csv))
        .put("allowUnknownColumns", bound.flag("AllowUnknownColumnsInCsv"));
  }

  CmdletInfo setBatch() {
    return ServerCmdlet.named(
            SET_BATCH, MigrationCmdlets.MODULE, "Changes limits, times and passwords of a batch.")
        .confirms(ConfirmImpact.MEDIUM)
        .with(
            Calls.identity().mandatory(),
            Parameter.any("BadItemLimit"),
            Parameter.any("DeletionLimit"),
            Parameter.of("SyncIntervalMinutes", PsKind.INT),
            Parameter.texts("NotificationEmails"),
            Parameter.of("CSVData", new BytesType()),
            Parameter.of("AllowUnknownColumnsInCsv", ArgumentTypes.BOOLEAN),
            Parameter.of("StartAfter", PsKind.DATE),
            Parameter.of(COMPLETE_AFTER, new TimeOrNullType()))
        .does(() -> this::setBatch);
  }

  private void setBatch(Invocation call) {
    Bound bound = call.bound();
    Calls.refuse(call, "A batch begins when it is started.", "StartAfter");
    Calls.ignore(call, "no mail is sent when a batch ends.", "NotificationEmails");
    String identity = bound.text("Identity").orElse("");
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    putLimits(bound, body);
    if (bound.has(COMPLETE_AFTER) && !body.has("completeAfter")) {
      body.put("completeAfter", "never");
    }
    if (call.shouldProcess(identity, SET_BATCH)) {
      Calls.guard(call, identity, () -> set(bound, Calls.path(BatchCmdlets.PATH, identity), body));
    }
  }

  /** The passwords first: a file with a fault in it changes nothing of the batch. */
  private void set(Bound bound, String path, ObjectNode body) {
    if (bound.value("CSVData") instanceof byte[] csv) {
      ObjectNode passwords = JsonNodeFactory.instance.objectNode();
      putCsv(bound, csv, passwords);
      rest.get().send("POST", path + "/passwords", passwords);
      if (body.isEmpty()) {
        return;
      }
    }
    rest.get().send("PATCH", path, body);
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
          boolean approved = false;
          for (String batch : batches(call)) {
            approved |= approves(batch, identity);
          }
          if (!approved) {
            call.error(Calls.nothingWaits(identity));
          }
        });
  }

  private List<String> batches(Invocation call) {
    Optional<String> asked = call.bound().text("BatchId").filter(text -> !text.isEmpty());
    return asked.map(List::of).orElseGet(() -> BatchCmdlets.names(rest.get()));
  }

  /** Approves of what waits in the mailbox of a batch; false if nothing does. */
  private boolean approves(String batch, String identity) {
    try {
      rest.get().send("POST", user(batch, identity) + "/approve-deletions", null);
      return true;
    } catch (RemoteException e) {
      if (NOTHING_WAITS.contains(e.code())) {
        return false;
      }
      throw e;
    }
  }

  private static String user(String batch, String identity) {
    return Calls.path(Calls.path(BatchCmdlets.PATH, batch) + "/users", identity);
  }
}
