package dev.freehold.shell.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.remote.Rest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * New-MigrationBatch -WhatIf: what the batch would do, an object for each mailbox and one for all
 * of them. The server looks at some mailboxes at a time and keeps nothing between.
 */
final class MigrationDryRun {

  private static final String PATH = "/api/v1/migration-dry-runs";
  private static final String NEXT = "next";

  private final Supplier<Rest> rest;

  MigrationDryRun(Supplier<Rest> rest) {
    this.rest = rest;
  }

  /**
   * Asks and shows.
   *
   * @param wanted what the batch would be made of; is changed
   */
  void show(Invocation call, ObjectNode wanted) {
    JsonNode part;
    do {
      call.checkCancelled();
      part = rest.get().send("POST", PATH, wanted);
      part.path("users").forEach(user -> call.write(user(user)));
      wanted.put("after", part.path(NEXT).asText());
    } while (part.has(NEXT));
    call.write(all(part));
    warn(call, part);
  }

  private static void warn(Invocation call, JsonNode part) {
    long mailboxes = part.path("totals").path("mailboxes").asLong();
    long ready = part.path("totals").path("ready").asLong();
    if (ready < mailboxes) {
      call.warning(
          "%d of %d mailboxes cannot be migrated as they are; their Code and Reason say why."
              .formatted(mailboxes - ready, mailboxes));
    }
    if (part.path("space").asText().equals("short")) {
      call.warning("The server has not enough room for all of it.");
    }
  }

  private static PsObject user(JsonNode view) {
    return PsObject.custom()
        .with("EmailAddress", view.path("emailAddress").asText())
        .with("UserName", view.path("userName").asText())
        .with("Ready", view.path("ready").asBoolean())
        .with("Code", view.path("code").asText(""))
        .with("Reason", view.path("reason").asText(""))
        .with("RecipientKind", MigrationObjects.word(view, "recipientKind"))
        .with("Folders", view.path("folders").asLong())
        .with("Items", view.path("items").asLong())
        .with("Bytes", view.path("bytes").asLong())
        .with("Seconds", view.has("seconds") ? view.path("seconds").asLong() : null)
        .with("ChangedNames", lines(view.path("changedNames"), "sourceFolder", "folder"))
        .with("RefusedFolders", lines(view.path("refusedFolders"), "folder", "code"));
  }

  /** Two members of each object: {@code a*b -> a=2Ab}. */
  private static List<String> lines(JsonNode objects, String first, String second) {
    List<String> lines = new ArrayList<>();
    objects.forEach(
        each ->
            lines.add("%s -> %s".formatted(each.path(first).asText(), each.path(second).asText())));
    return lines;
  }

  private static PsObject all(JsonNode part) {
    JsonNode totals = part.path("totals");
    return PsObject.custom()
        .with("Mailboxes", totals.path("mailboxes").asLong())
        .with("Ready", totals.path("ready").asLong())
        .with("Folders", totals.path("folders").asLong())
        .with("Items", totals.path("items").asLong())
        .with("Bytes", totals.path("bytes").asLong())
        .with("ChangedNames", totals.path("changedNames").asLong())
        .with("ExpectedSeconds", part.path("expectedSeconds").asLong())
        .with("Space", MigrationObjects.word(part, "space"));
  }
}
