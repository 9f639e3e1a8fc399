package dev.freehold.shell.sharepoint;

import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.ConfirmImpact;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.service.ShellProblem;
import dev.freehold.shell.view.CmdletTypes;
import java.util.ArrayList;
import java.util.List;

/** Update-SPODataEncryptionPolicy: one key of a geo goes to a version that is named. */
final class UpdatePolicyCmdlet {

  private static final String NAME = "Update-SPODataEncryptionPolicy";
  private static final String AVAILABILITY = "Availability";
  private static final String HSM = "ManagedHSM";

  private static final KeyParameters KEY = new KeyParameters("");

  private final SharePoint sharePoint;

  UpdatePolicyCmdlet(SharePoint sharePoint) {
    this.sharePoint = sharePoint;
  }

  CmdletInfo info() {
    List<Parameter> parameters = new ArrayList<>(List.of(SitePolicyCmdlets.identity()));
    parameters.addAll(KEY.all(1));
    parameters.add(
        Parameter.of(
                "KeyType",
                ArgumentTypes.choice(
                    "Microsoft.Online.SharePoint.TenantAdministration.CustomerKeyType",
                    "Primary",
                    "Secondary",
                    AVAILABILITY))
            .mandatory()
            .at(4));
    parameters.add(
        Parameter.of(
            "KeyVaultType",
            ArgumentTypes.choice(
                "Microsoft.Online.SharePoint.TenantAdministration.KeyVaultType", "KeyVault", HSM)));
    return SharePointCmdlets.cmdlet(NAME, "Rolls one key of a geo to another version.")
        .defaultSet(KeyParameters.BY_PARTS)
        .confirms(ConfirmImpact.MEDIUM)
        .with(parameters.toArray(Parameter[]::new))
        .writes(CmdletTypes.SITE_POLICY_STATUS)
        .does(() -> this::process);
  }

  private void process(Invocation call) {
    Bound bound = call.bound();
    sharePoint.guard(
        call,
        "",
        () -> {
          String geo = sharePoint.geo(bound.value("Identity"));
          String type = bound.text("KeyType").orElse("");
          refuse(bound, type);
          String key = KEY.address(bound, sharePoint.account());
          if (call.shouldProcess(geo, NAME)) {
            String path = SharePoint.policyPath(geo);
            sharePoint
                .rest()
                .send(
                    "POST",
                    path + "/roll",
                    AnswerJson.object().put("keyType", type).put("key", key));
            call.write(PolicyStatus.of(sharePoint.rest().get(path)));
          }
        });
  }

  private static void refuse(Bound bound, String type) {
    if (type.equals(AVAILABILITY)) {
      throw ShellProblem.stop(
          ShellProblem.unsupported(
              "AvailabilityKeyRoll",
              "The operator rolls availability keys on this server; a tenant rolls Primary and"
                  + " Secondary."));
    }
    if (bound.text("KeyVaultType").filter(HSM::equals).isPresent()) {
      throw ShellProblem.stop(
          ShellProblem.unsupported(
              "ManagedHsmNotSupported",
              "This server knows key vaults only. Leave -KeyVaultType out or give KeyVault."));
    }
  }
}
