package dev.freehold.shell.sharepoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.service.ShellProblem;

/** Get-SPOSiteDataEncryptionPolicy: the policy that a site is under now. */
final class SiteStandingCmdlet {

  private static final String TYPE =
      "Microsoft.Online.SharePoint.TenantAdministration.SiteDataEncryptionPolicy";

  private final SharePoint sharePoint;

  SiteStandingCmdlet(SharePoint sharePoint) {
    this.sharePoint = sharePoint;
  }

  CmdletInfo info() {
    return SharePointCmdlets.cmdlet(
            "Get-SPOSiteDataEncryptionPolicy", "Shows which policy a site is under.")
        .with(Parameter.text("Identity").mandatory().at(0).byValue())
        .writes(TYPE)
        .does(() -> this::process);
  }

  private void process(Invocation call) {
    String url = call.bound().text("Identity").orElse("").strip();
    sharePoint.guard(call, url, () -> write(call, new SiteIdentity(sharePoint).find(url)));
  }

  private void write(Invocation call, JsonNode found) {
    JsonNode site = sharePoint.rest().get(SiteObjects.path(found));
    String geo = AnswerJson.text(site, "geo").orElse("");
    JsonNode status = sharePoint.rest().get(SharePoint.policyPath(geo));
    String state = AnswerJson.text(status, "state").orElse("");
    if (state.equals(PolicyStatus.UNREGISTERED)) {
      call.error(
          ShellProblem.state(
              "CustomerKeyNotRegistered",
              "The geo %s has no customer key. Register one with Register-SPODataEncryptionPolicy."
                  .formatted(geo)));
      return;
    }
    String url = AnswerJson.text(site, "url").orElse("");
    call.write(
        PsObject.ofType(TYPE)
            .with("Url", url)
            .with("IsEncrypted", AnswerJson.flag(site, "isEncrypted"))
            .with("DataEncryptionPolicyID", AnswerJson.guid(site, "policyInEffect"))
            .with("State", state)
            .with("PrimaryKeyVaultUri", AnswerJson.textOrNull(status, "primaryKey"))
            .with("SecondaryKeyVaultUri", AnswerJson.textOrNull(status, "secondaryKey"))
            .withText(url));
  }
}
