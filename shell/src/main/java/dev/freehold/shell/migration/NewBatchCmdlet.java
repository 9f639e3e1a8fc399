package dev.freehold.shell.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.ConfirmImpact;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsHashtable;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.Text;
import dev.freehold.shell.remote.Rest;
import dev.freehold.shell.service.ServerCmdlet;
import dev.freehold.shell.view.CmdletTypes;
import java.util.function.Supplier;

/** New-MigrationBatch: mailboxes whose mail is brought from an IMAP server, named by a CSV. */
final class NewBatchCmdlet {

  private static final String NAME = "New-MigrationBatch";
  private static final String ONBOARDING = "Onboarding";

  private final Supplier<Rest> rest;

  NewBatchCmdlet(Supplier<Rest> rest) {
    this.rest = rest;
  }

  CmdletInfo info() {
    return ServerCmdlet.named(
            NAME, MigrationCmdlets.MODULE, "Makes a batch of mailboxes to migrate.")
        .defaultSet(ONBOARDING)
        .confirms(ConfirmImpact.MEDIUM)
        .with(
            Parameter.text("Name").mandatory().at(0),
            Parameter.of("CSVData", new BytesType()).in(ONBOARDING).mandatory(),
            Parameter.text("SourceEndpoint").in(ONBOARDING).mandatory(),
            Parameter.texts("ExcludeFolders").in(ONBOARDING),
            Parameter.texts("IncludeFolders").in(ONBOARDING),
            Parameter.of("MoveFolders", PsKind.HASHTABLE).in(ONBOARDING),
            Parameter.of("AllowUnknownColumnsInCsv", ArgumentTypes.BOOLEAN),
            Parameter.any("BadItemLimit"),
            Parameter.any("DeletionLimit"),
            Parameter.of("SyncIntervalMinutes", PsKind.INT),
            Parameter.flag("AutoStart"),
            Parameter.flag("AutoComplete"),
            Parameter.flag("SkipReports"),
            Parameter.text("TargetDeliveryDomain"),
            Parameter.texts("NotificationEmails"),
            Parameter.of("StartAfter", PsKind.DATE),
            Parameter.of("CompleteAfter", PsKind.DATE),
            Parameter.any("TimeZone"))
        .writes(CmdletTypes.MIGRATION_BATCH)
        .does(() -> this::create);
  }

  private void create(Invocation call) {
    Bound bound = call.bound();
    Calls.refuse(
        call,
        "A batch begins when it is started, and times have their own time zones.",
        "StartAfter",
        "TimeZone");
    String name = bound.text("Name").orElse("");
    if (!call.shouldProcess(name, NAME)) {
      if (call.isWhatIf()) {
        Calls.guard(call, name, () -> new MigrationDryRun(rest).show(call, described(bound)));
      }
      return;
    }
    if (bound.has("NotificationEmails")) {
      call.warning("No mail is sent when the batch ends; Get-MigrationBatch tells how far it is.");
    }
    if (bound.has("TargetDeliveryDomain")) {
      call.warning("IMAP migration delivers only to the addresses in the CSV.");
    }
    Calls.guard(
        call,
        name,
        () -> {
          JsonNode made = rest.get().send("POST", BatchCmdlets.PATH, wanted(bound, name));
          int others = made.path("copiedUnderOtherNames").asInt();
          if (others > 0) {
            call.warning(
                "Mailboxes of this batch that have mail from another server or user name: %d. What"
                        .formatted(others)
                    + " is there already is recognised by its date, length and hash.");
          }
          call.write(MigrationObjects.batch(made));
        });
  }

  private static ObjectNode wanted(Bound bound, String name) {
    ObjectNode wanted =
        described(bound)
            .put("name", name)
            .put("autoStart", bound.flag("AutoStart"))
            .put("autoComplete", bound.flag("AutoComplete"));
    SyncCmdlets.putLimits(bound, wanted);
    return wanted;
  }

  /** What a batch and a dry run of it have in common. */
  private static ObjectNode described(Bound bound) {
    ObjectNode wanted =
        JsonNodeFactory.instance
            .objectNode()
            .put("sourceEndpoint", bound.text("SourceEndpoint").orElse(""));
    SyncCmdlets.putCsv(bound, (byte[]) bound.value("CSVData"), wanted);
    ArrayNode include = wanted.putArray("includeFolders");
    bound.texts("IncludeFolders").forEach(include::add);
    ArrayNode exclude = wanted.putArray("excludeFolders");
    bound.texts("ExcludeFolders").forEach(exclude::add);
    if (bound.value("MoveFolders") instanceof PsHashtable moves) {
      ArrayNode moved = wanted.putArray("moveFolders");
      for (Object from : moves.keys()) {
        moved.addObject().put("from", Text.of(from)).put("to", Text.of(moves.get(from)));
      }
    }
    return wanted;
  }
}
