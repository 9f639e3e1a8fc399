package dev.freehold.shell.exchange.recipients;

import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.ConfirmImpact;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.exchange.call.ExchangeIdentities;
import dev.freehold.shell.exchange.call.RecipientType;
import java.util.ArrayList;
import java.util.List;

/** Set-Mailbox and Set-MailUser: change recipients. */
public final class SetRecipientCmdlet {

  static final String POLICY = "DataEncryptionPolicy";

  private final ExchangeConnection exchange;
  private final RecipientType kind;

  public SetRecipientCmdlet(ExchangeConnection exchange, RecipientType kind) {
    this.exchange = exchange;
    this.kind = kind;
  }

  public CmdletInfo info() {
    List<Parameter> parameters = new ArrayList<>();
    parameters.add(identity());
    parameters.add(Parameter.of(POLICY, ExchangeIdentities.parameter().type()));
    parameters.addAll(DirectoryEdit.parameters(kind));
    if (kind == RecipientType.MAILBOX) {
      parameters.add(LitigationHold.parameter());
      parameters.addAll(MailboxQuotas.parameters());
      parameters.addAll(NotInEffect.parameters());
      parameters.add(Parameter.flag("Force"));
    }
    parameters.add(Parameter.any("DomainController"));
    return ExchangeConnection.cmdlet(name(), "Changes a recipient or puts it under a policy.")
        .confirms(ConfirmImpact.MEDIUM)
        .with(parameters.toArray(Parameter[]::new))
        .does(() -> new SetRecipientCall(exchange, kind, name()));
  }

  private Parameter identity() {
    Parameter identity = ExchangeIdentities.parameter().mandatory();
    return switch (kind) {
      case MAILBOX -> identity.byPropertyName();
      case MAIL_USER -> identity;
    };
  }

  private String name() {
    return "Set-" + kind.noun();
  }

  /** Tells whether nothing but a policy is to change, which many recipients can do at once. */
  static boolean isOfPolicyAlone(Bound bound) {
    return bound.has(POLICY)
        && !DirectoryEdit.isAsked(bound)
        && !MailboxQuotas.isAsked(bound)
        && !bound.has(LitigationHold.PARAMETER);
  }
}
