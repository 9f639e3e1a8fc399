package dev.freehold.shell.exchange;

import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.ConfirmImpact;
import dev.freehold.powershell.run.binding.Parameter;
import java.util.ArrayList;
import java.util.List;

/** Set-Mailbox and Set-MailUser. */
final class SetRecipientCmdlet {

  static final String POLICY = "DataEncryptionPolicy";

  private final Exchange exchange;
  private final RecipientType kind;

  SetRecipientCmdlet(Exchange exchange, RecipientType kind) {
    this.exchange = exchange;
    this.kind = kind;
  }

  CmdletInfo info() {
    List<Parameter> parameters = new ArrayList<>();
    parameters.add(identity());
    parameters.add(Parameter.of(POLICY, Identities.parameter().type()));
    parameters.addAll(DirectoryEdit.parameters(kind));
    if (kind == RecipientType.MAILBOX) {
      parameters.add(LitigationHold.parameter());
      parameters.addAll(NotInEffect.parameters());
      parameters.add(Parameter.flag("Force"));
    }
    parameters.add(Parameter.any("DomainController"));
    return Exchange.cmdlet(name(), "Changes a recipient or puts it under a policy.")
        .confirms(ConfirmImpact.MEDIUM)
        .with(parameters.toArray(Parameter[]::new))
        .does(() -> new SetRecipientCall(exchange, kind, name()));
  }

  private Parameter identity() {
    Parameter identity = Identities.parameter().mandatory();
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
        && !bound.has(LitigationHold.PARAMETER);
  }
}
