package dev.freehold.console.mailboxes;

import dev.freehold.console.frame.Recipe;
import dev.freehold.console.mailboxes.MailboxModels.Mailbox;
import dev.freehold.console.mailboxes.MailboxModels.Statistics;
import dev.freehold.console.screen.HeldBack;
import dev.freehold.console.screen.JobModels;
import dev.freehold.console.screen.Outcome;
import dev.freehold.console.screen.PageArea;
import dev.freehold.console.screen.PageView;
import dev.freehold.console.screen.PeopleNames;
import dev.freehold.console.screen.PolicyModel;
import dev.freehold.console.screen.PolicyNames;
import dev.freehold.console.screen.ShellWord;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One mailbox: what it is under, whether all of it is encrypted so, holds and rights. */
public final class MailboxArea implements PageArea {

  private static final String ONE = MailboxesArea.MAILBOXES + "/{mailbox}";

  @Override
  public List<ScreenRoute> screens() {
    return List.of(ScreenRoute.of(ONE, MailboxArea::show));
  }

  @Override
  public List<ActRoute> acts() {
    return List.of(new ActRoute(ONE + "/policy", "PUT", ONE + "/policy", ONE, MailboxArea::assign));
  }

  private static PageView show(Visit visit) {
    String path = MailboxesArea.MAILBOXES + "/" + visit.segment("mailbox");
    Mailbox mailbox = visit.get(Mailbox.class, path);
    Optional<Statistics> statistics = visit.find(Statistics.class, path + "/statistics");
    PeopleNames names = new PeopleNames(visit);
    String address = mailbox.address();
    return PageView.of(
        "mailbox",
        mailbox.displayName(),
        new MailboxPage(
            MailboxesArea.MAILBOXES + "/" + mailbox.id(),
            mailbox,
            statistics,
            statistics.flatMap(
                found -> PolicyNames.of(visit, found.policyKind(), found.policyInEffect())),
            MailboxesArea.policies(visit),
            HeldBack.Section.of(visit, path),
            visit
                .find(MailboxModels.Permissions.class, path + "/permissions")
                .map(
                    found ->
                        found.permissions().stream()
                            .map(
                                one ->
                                    new PeopleNames.Right(
                                        names.of(one.principal()),
                                        one.accessRights(),
                                        one.grantedAt()))
                            .toList()),
            visit.may("PUT", path + "/policy"),
            visit.refused()),
        Recipe.of(
            "Get-MailboxStatistics "
                + ShellWord.ofPowerShell(address)
                + " | Format-List IsEncrypted, DataEncryptionPolicyID",
            "GET " + Visit.API + MailboxesArea.MAILBOXES + "/" + address + "/statistics"),
        Recipe.of(
            "Set-Mailbox "
                + ShellWord.ofPowerShell(address)
                + " -DataEncryptionPolicy NA_mailboxes",
            "PUT " + Visit.API + MailboxesArea.MAILBOXES + "/" + address + "/policy"));
  }

  private static Outcome assign(Visit visit, FormBody form) {
    Map<String, Object> wanted = new HashMap<>();
    wanted.put("policy", MailboxesArea.wanted(form));
    String path = MailboxesArea.MAILBOXES + "/" + visit.segment("mailbox");
    JobModels.Job job =
        visit.parsed(JobModels.Job.class, visit.send("PUT", path + "/policy", wanted));
    return new Outcome.Done("/jobs/" + job.id(), "mailboxes-assigned");
  }

  /**
   * What the template takes.
   *
   * @param path of this page, below {@code /console}
   * @param inEffect what it is under now
   * @param policies to choose from
   * @param holds as far as the person may see them
   * @param rights as far as the person may see them
   */
  public record MailboxPage(
      String path,
      Mailbox mailbox,
      Optional<Statistics> statistics,
      Optional<PolicyNames.Found> inEffect,
      List<PolicyModel> policies,
      Optional<HeldBack.Section> holds,
      Optional<List<PeopleNames.Right>> rights,
      boolean mayAssign,
      Optional<Problem> refused) {

    /** Copies the list. */
    public MailboxPage {
      policies = List.copyOf(policies);
    }
  }
}
