package dev.freehold.shell.exchange.folders;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.run.binding.Validation;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.exchange.call.ExchangeIdentities;
import dev.freehold.shell.exchange.call.RecipientPages;
import dev.freehold.shell.exchange.call.ResultSize;
import dev.freehold.shell.exchange.exo.NamedMailbox;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.service.ShellProblem;
import dev.freehold.shell.view.CmdletTypes;
import java.util.List;
import java.util.stream.Stream;

/** Get-MailboxFolderStatistics and Get-EXOMailboxFolderStatistics. */
public final class FolderStatisticsCmdlets {

  private static final String SYNOPSIS = "Shows how much each folder of a mailbox holds.";
  private static final String SCOPE = "FolderScope";
  private static final String SKIP = "SkipCount";
  private static final String DATES = "IncludeOldestAndNewestItems";

  private final ExchangeConnection exchange;

  public FolderStatisticsCmdlets(ExchangeConnection exchange) {
    this.exchange = exchange;
  }

  public CmdletInfo get() {
    return ExchangeConnection.cmdlet("Get-MailboxFolderStatistics", SYNOPSIS)
        .with(
            ExchangeIdentities.parameter().mandatory(),
            ResultSize.parameter(),
            Parameter.of(SKIP, PsKind.INT),
            Parameter.flag("UseCustomRouting"),
            Parameter.any("DomainController"))
        .with(common())
        .writes(CmdletTypes.MAILBOX_FOLDER)
        .does(() -> call -> show(call, call.bound().value("Identity")));
  }

  public CmdletInfo exo() {
    return ExchangeConnection.cmdlet("Get-EXOMailboxFolderStatistics", SYNOPSIS)
        .with(NamedMailbox.parameters("Identity"))
        .with(common())
        .writes(CmdletTypes.MAILBOX_FOLDER)
        .does(() -> call -> show(call, NamedMailbox.required(exchange, call.bound())));
  }

  private static Parameter[] common() {
    return new Parameter[] {
      Parameter.text(SCOPE).valid(Validation.set(scopes())),
      Parameter.flag("Archive"),
      Parameter.flag(DATES),
      Parameter.flag("IncludeAnalysis"),
      Parameter.flag("IncludeSoftDeletedRecipients"),
      Parameter.text("DiagnosticInfo")
    };
  }

  private static String[] scopes() {
    return Stream.of(
            Stream.of(FolderScope.ALL),
            Stream.of(FolderScope.values()).map(FolderScope::word),
            FolderScope.OTHERS.stream())
        .flatMap(words -> words)
        .toArray(String[]::new);
  }

  private void show(Invocation call, Object identity) {
    if (call.bound().flag("Archive")) {
      throw ShellProblem.stop(
          ShellProblem.unsupported(
              "ArchivesNotSupported",
              "Mailboxes have no archive of their own on this server. Leave -Archive out."));
    }
    if (call.bound().flag(DATES)) {
      call.warning(
          "-%s has no effect here: the server tells administrators how many items a folder has,"
                  .formatted(DATES)
              + " and nothing of any of them.");
    }
    String shown = ExchangeIdentities.shown(identity);
    exchange.guard(
        call,
        shown,
        () -> {
          String mailbox = ExchangeIdentities.of(identity);
          JsonNode answer =
              exchange.rest().get(RecipientPages.path(mailbox) + "/folder-statistics");
          write(
              call,
              new FolderObjects(
                  AnswerJson.text(answer, "displayName")
                      .filter(name -> !name.isEmpty())
                      .orElse(shown),
                  answer));
        });
  }

  private static void write(Invocation call, FolderObjects folders) {
    List<PsObject> all = folders.of(call.bound().text(SCOPE).orElse(FolderScope.ALL));
    long skipped = call.bound().value(SKIP) instanceof Integer count ? count : 0;
    long limit = ResultSize.of(call.bound());
    all.stream().skip(Math.max(0, skipped)).limit(limit).forEach(call::write);
    if (all.size() - skipped > limit) {
      call.warning(ResultSize.more(limit));
    }
  }
}
