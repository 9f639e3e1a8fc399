package dev.freehold.shell.sharepoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.ConfirmImpact;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.view.CmdletTypes;
import java.util.ArrayList;
import java.util.List;

/** Register-, Restore- and Get-SPODataEncryptionPolicy. */
final class SitePolicyCmdlets {

  private static final String REGISTER = "Register-SPODataEncryptionPolicy";

  private static final KeyParameters PRIMARY = new KeyParameters("Primary");
  private static final KeyParameters SECONDARY = new KeyParameters("Secondary");

  private final SharePoint sharePoint;

  SitePolicyCmdlets(SharePoint sharePoint) {
    this.sharePoint = sharePoint;
  }

  /** An administration URL, as the cmdlets of 2020 have it. */
  static Parameter identity() {
    return Parameter.text("Identity").at(0).byValue();
  }

  private static Parameter[] twoKeys() {
    List<Parameter> all = new ArrayList<>(List.of(identity()));
    all.addAll(PRIMARY.all(-1));
    all.addAll(SECONDARY.all(-1));
    return all.toArray(Parameter[]::new);
  }

  CmdletInfo register() {
    return SharePointCmdlets.cmdlet(REGISTER, "Puts the sites of a geo under two keys.")
        .defaultSet(KeyParameters.BY_PARTS)
        .confirms(ConfirmImpact.MEDIUM)
        .with(twoKeys())
        .writes(CmdletTypes.SITE_POLICY_STATUS)
        .does(() -> this::register);
  }

  private void register(Invocation call) {
    sharePoint.guard(
        call,
        "",
        () -> {
          String geo = sharePoint.geo(call.bound().value("Identity"));
          ObjectNode keys = keys(call.bound());
          if (call.shouldProcess(geo, REGISTER)) {
            sharePoint.rest().send("POST", SharePoint.policyPath(geo), keys);
            write(call, geo);
          }
        });
  }

  CmdletInfo restore() {
    return SharePointCmdlets.cmdlet(
            "Restore-SPODataEncryptionPolicy", "Puts a geo in recovery under two new keys.")
        .defaultSet(KeyParameters.BY_PARTS)
        .with(twoKeys())
        .writes(CmdletTypes.SITE_POLICY_STATUS)
        .does(() -> this::restore);
  }

  private void restore(Invocation call) {
    sharePoint.guard(
        call,
        "",
        () -> {
          String geo = sharePoint.geo(call.bound().value("Identity"));
          sharePoint
              .rest()
              .send("POST", SharePoint.policyPath(geo) + "/restore", keys(call.bound()));
          write(call, geo);
        });
  }

  private ObjectNode keys(Bound bound) {
    return AnswerJson.object()
        .put("primaryKey", PRIMARY.address(bound, sharePoint.account()))
        .put("secondaryKey", SECONDARY.address(bound, sharePoint.account()));
  }

  CmdletInfo get() {
    return SharePointCmdlets.cmdlet(
            "Get-SPODataEncryptionPolicy",
            "Shows which keys a geo has and the progress of its encryption.")
        .with(identity())
        .writes(CmdletTypes.SITE_POLICY_STATUS)
        .does(
            () ->
                call ->
                    sharePoint.guard(
                        call,
                        "",
                        () -> write(call, sharePoint.geo(call.bound().value("Identity")))));
  }

  private void write(Invocation call, String geo) {
    call.write(PolicyStatus.of(sharePoint.rest().get(SharePoint.policyPath(geo))));
  }
}
