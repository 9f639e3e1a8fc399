package dev.freehold.shell.exchange;

import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.shell.exchange.audit.SearchAuditCmdlet;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.exchange.call.RecipientType;
import dev.freehold.shell.exchange.exo.ExoCmdlets;
import dev.freehold.shell.exchange.folders.FolderStatisticsCmdlets;
import dev.freehold.shell.exchange.policies.GetPolicyCmdlet;
import dev.freehold.shell.exchange.policies.NewPolicyCmdlet;
import dev.freehold.shell.exchange.policies.PolicyFamily;
import dev.freehold.shell.exchange.policies.SetPolicyCmdlet;
import dev.freehold.shell.exchange.policies.SetTenantPolicyCmdlet;
import dev.freehold.shell.exchange.policies.TenantAssignment;
import dev.freehold.shell.exchange.policies.TestPolicyCmdlet;
import dev.freehold.shell.exchange.recipients.AnyRecipientCmdlet;
import dev.freehold.shell.exchange.recipients.CasMailboxCmdlets;
import dev.freehold.shell.exchange.recipients.EnableMailUserCmdlet;
import dev.freehold.shell.exchange.recipients.GetRecipientCmdlet;
import dev.freehold.shell.exchange.recipients.MailboxPermissionCmdlets;
import dev.freehold.shell.exchange.recipients.MoveRequestCmdlets;
import dev.freehold.shell.exchange.recipients.NewMailUserCmdlet;
import dev.freehold.shell.exchange.recipients.NewMailboxCmdlet;
import dev.freehold.shell.exchange.recipients.RemoveRecipientCmdlet;
import dev.freehold.shell.exchange.recipients.SetRecipientCmdlet;
import dev.freehold.shell.exchange.recipients.StatisticsCmdlet;
import dev.freehold.shell.exchange.recipients.UndoRemovalCmdlet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which roles have which cmdlets; the server decides the same by its routes. */
final class Catalog {

  private static final String EXCHANGE_ADMIN = "EXCHANGE_ADMIN";
  private static final String SHAREPOINT_ADMIN = "SHAREPOINT_ADMIN";
  private static final String COMPLIANCE_ADMIN = "COMPLIANCE_ADMIN";
  private static final String AUDITOR = "AUDITOR";
  private static final String APPROVER = "APPROVER";

  /** A global administrator has all; these are the others. */
  private static final Set<String> GLOBAL = Set.of();

  private static final Set<String> EXCHANGE = Set.of(EXCHANGE_ADMIN);
  private static final Set<String> COMPLIANCE = Set.of(COMPLIANCE_ADMIN);
  private static final Set<String> READERS = Set.of(EXCHANGE_ADMIN, COMPLIANCE_ADMIN, AUDITOR);
  private static final Set<String> AUDITORS = Set.of(COMPLIANCE_ADMIN, AUDITOR);
  private static final Set<String> DECIDERS =
      Set.of(EXCHANGE_ADMIN, SHAREPOINT_ADMIN, COMPLIANCE_ADMIN, APPROVER);
  private static final Set<String> CONCERNED =
      Set.of(EXCHANGE_ADMIN, SHAREPOINT_ADMIN, COMPLIANCE_ADMIN, APPROVER, AUDITOR);

  private final ExchangeConnection exchange;
  private final List<CmdletInfo> allowed = new ArrayList<>();

  private Catalog(ExchangeConnection exchange) {
    this.exchange = exchange;
  }

  /**
   * The cmdlets that the caller's roles allow.
   *
   * @param further of other packages, for those who administer mailboxes
   */
  static List<CmdletInfo> of(ExchangeConnection exchange, List<CmdletInfo> further) {
    Catalog catalog = new Catalog(exchange);
    catalog.policies();
    catalog.recipients();
    catalog.rest();
    further.forEach(info -> catalog.add(EXCHANGE, info));
    return List.copyOf(catalog.allowed);
  }

  private void policies() {
    add(READERS, new GetPolicyCmdlet(exchange, PolicyFamily.MAILBOX).info());
    add(EXCHANGE, new NewPolicyCmdlet(exchange, PolicyFamily.MAILBOX).info());
    add(EXCHANGE, new SetPolicyCmdlet(exchange, mayPurge()).info());
    add(READERS, new GetPolicyCmdlet(exchange, PolicyFamily.TENANT).info());
    add(COMPLIANCE, new NewPolicyCmdlet(exchange, PolicyFamily.TENANT).info());
    add(COMPLIANCE, new SetTenantPolicyCmdlet(exchange).info());
    TenantAssignment assignment = new TenantAssignment(exchange);
    add(READERS, assignment.get());
    add(COMPLIANCE, assignment.set());
    add(COMPLIANCE, new TestPolicyCmdlet(exchange).info());
  }

  private void recipients() {
    for (RecipientType kind : RecipientType.values()) {
      add(READERS, new GetRecipientCmdlet(exchange, kind).info());
      add(setters(kind), new SetRecipientCmdlet(exchange, kind).info());
      add(EXCHANGE, new RemoveRecipientCmdlet(exchange, kind).info());
    }
    add(EXCHANGE, new UndoRemovalCmdlet(exchange).info());
    add(EXCHANGE, new NewMailboxCmdlet(exchange).info());
    add(READERS, new AnyRecipientCmdlet(exchange).info());
    new ExoCmdlets(exchange).all().forEach(info -> add(READERS, info));
    FolderStatisticsCmdlets folders = new FolderStatisticsCmdlets(exchange);
    add(READERS, folders.get());
    add(READERS, folders.exo());
    add(EXCHANGE, new NewMailUserCmdlet(exchange).info());
    add(EXCHANGE, EnableMailUserCmdlet.info());
    add(READERS, new StatisticsCmdlet(exchange).info());
    CasMailboxCmdlets protocols = new CasMailboxCmdlets(exchange);
    add(READERS, protocols.get());
    add(EXCHANGE, protocols.set());
    MailboxPermissionCmdlets permissions = new MailboxPermissionCmdlets(exchange);
    add(EXCHANGE, permissions.add());
    add(READERS, permissions.get());
    add(EXCHANGE, permissions.remove());
    MoveRequestCmdlets moves = new MoveRequestCmdlets(exchange);
    add(EXCHANGE, moves.start());
    add(EXCHANGE, moves.remove());
    add(READERS, moves.get());
    add(READERS, moves.statistics());
  }

  /** Who looks after compliance places holds; the server refuses the rest of what it can do. */
  private static Set<String> setters(RecipientType kind) {
    return switch (kind) {
      case MAILBOX -> Set.of(EXCHANGE_ADMIN, COMPLIANCE_ADMIN);
      case MAIL_USER -> EXCHANGE;
    };
  }

  private void rest() {
    add(AUDITORS, new SearchAuditCmdlet(exchange).info());
    AccessRequests requests = new AccessRequests(exchange);
    add(CONCERNED, requests.get());
    add(DECIDERS, requests.set());
  }

  private boolean mayPurge() {
    return exchange.me().hasAny(GLOBAL);
  }

  private void add(Set<String> roles, CmdletInfo info) {
    if (exchange.me().hasAny(roles)) {
      allowed.add(info);
    }
  }
}
