package dev.freehold.shell.sharepoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.ConfirmImpact;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.service.Me;
import dev.freehold.shell.service.ShellProblem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** New-SPOSite, Set-SPOSite and Remove-SPOSite. */
final class SiteChangeCmdlets {

  private static final String NEW = "New-SPOSite";
  private static final String SET = "Set-SPOSite";
  private static final String REMOVE = "Remove-SPOSite";
  private static final String OWNER = "Owner";
  private static final String TITLE = "Title";
  private static final String CHANNELS = "TEAMCHANNEL";

  /** Settings of sites that this server does not have. */
  private static final List<String> NO_SUCH_SETTING =
      List.of(
          TITLE,
          "StorageQuota",
          "StorageQuotaWarningLevel",
          "StorageQuotaReset",
          "ResourceQuota",
          "ResourceQuotaWarningLevel",
          "LocaleId",
          "LockState",
          "SharingCapability",
          "DefaultSharingLinkType",
          "DefaultLinkPermission",
          "ConditionalAccessPolicy",
          "SensitivityLabel",
          "DenyAddAndCustomizePages",
          "DisableSharingForNonOwners",
          "AllowSelfServiceUpgrade");

  private final SharePoint sharePoint;

  SiteChangeCmdlets(SharePoint sharePoint) {
    this.sharePoint = sharePoint;
  }

  List<CmdletInfo> all() {
    return List.of(make(), set(), remove());
  }

  private CmdletInfo make() {
    return SharePointCmdlets.cmdlet(NEW, "Makes a site.")
        .confirms(ConfirmImpact.MEDIUM)
        .with(
            Parameter.text("Url").mandatory().at(0).byValue(),
            Parameter.text(OWNER).mandatory(),
            Parameter.of("StorageQuota", PsKind.LONG),
            Parameter.text(TITLE),
            Parameter.text("Template"),
            Parameter.of("LocaleId", PsKind.LONG),
            Parameter.of("CompatibilityLevel", PsKind.INT),
            Parameter.of("ResourceQuota", PsKind.DOUBLE),
            Parameter.of("TimeZoneId", PsKind.INT),
            Parameter.flag("NoWait"),
            Parameter.flag("EnableAgreementsSolution"))
        .does(() -> this::make);
  }

  private void make(Invocation call) {
    Bound bound = call.bound();
    String text = bound.text("Url").orElse("").strip();
    NewSiteUrl url = NewSiteUrl.of(text);
    sharePoint.guard(
        call,
        text,
        () -> {
          List<String> codes = sharePoint.codes();
          Optional<String> geo = url.geo(Me.ask(sharePoint.rest()), codes);
          ObjectNode site =
              AnswerJson.object()
                  .put("name", url.name())
                  .put("kind", kind(url, bound.text("Template")))
                  .put("owner", owner(bound));
          if (!codes.isEmpty()) {
            site.put("geo", geo.orElseGet(() -> sharePoint.geo(null)));
          }
          if (call.shouldProcess(text, NEW)) {
            sharePoint.rest().send("POST", "/api/v1/sites", site);
            warnOfSettings(call, url.name());
          }
        });
  }

  private static String kind(NewSiteUrl url, Optional<String> template) {
    if (url.personal()) {
      return "onedrive";
    }
    boolean isOfChannel =
        template.filter(text -> text.toUpperCase(Locale.ROOT).startsWith(CHANNELS)).isPresent();
    return isOfChannel ? "teamsChannel" : "teamSite";
  }

  /** The published form of a call needs a quota, so that it is no reason to refuse. */
  private static void warnOfSettings(Invocation call, String name) {
    if (call.bound().has("StorageQuota")) {
      call.warning("-StorageQuota has no effect here: sites have no quota.");
    }
    if (call.bound().text(TITLE).filter(title -> !title.equals(name)).isPresent()) {
      call.warning(
          "-Title has no effect here: a site's only name is '%s', from its address."
              .formatted(name));
    }
  }

  private String owner(Bound bound) {
    String name = bound.text(OWNER).orElse("").strip();
    return new PrincipalNames(sharePoint)
        .idOf(name)
        .orElseThrow(
            () ->
                ShellProblem.stop(
                    ShellProblem.argument(
                        "UserNotFound",
                        "The user '%s' does not exist or is not unique.".formatted(name))));
  }

  private CmdletInfo set() {
    CmdletInfo.Builder builder =
        SharePointCmdlets.cmdlet(SET, "Appoints an owner of a site.")
            .confirms(ConfirmImpact.MEDIUM)
            .with(
                Parameter.text("Identity").mandatory().at(0).byValue(),
                Parameter.text(OWNER),
                Parameter.flag("NoWait"));
    NO_SUCH_SETTING.forEach(name -> builder.with(Parameter.any(name)));
    return builder.does(() -> this::set);
  }

  private void set(Invocation call) {
    Bound bound = call.bound();
    NO_SUCH_SETTING.stream()
        .filter(bound::has)
        .findFirst()
        .ifPresent(
            name -> {
              throw ShellProblem.stop(
                  ShellProblem.unsupported(
                      "SettingNotSupported",
                      ("-%s cannot be set: sites do not have this here, so it would have no"
                              + " effect. Leave the parameter out.")
                          .formatted(name)));
            });
    String identity = bound.text("Identity").orElse("").strip();
    if (!bound.has(OWNER)) {
      call.warning("Nothing of the site was changed: name a new owner with -Owner.");
      return;
    }
    sharePoint.guard(
        call,
        identity,
        () -> {
          JsonNode site = new SiteIdentity(sharePoint).find(identity);
          String path = SiteObjects.path(site) + "/permissions/" + owner(bound);
          if (call.shouldProcess(identity, SET)) {
            sharePoint.rest().send("PUT", path, AnswerJson.object().put("role", "owner"));
          }
        });
  }

  private CmdletInfo remove() {
    return SharePointCmdlets.cmdlet(REMOVE, "Deletes a site that has no files.")
        .confirms(ConfirmImpact.HIGH)
        .with(Parameter.text("Identity").mandatory().at(0).byValue(), Parameter.flag("NoWait"))
        .does(() -> this::remove);
  }

  private void remove(Invocation call) {
    String identity = call.bound().text("Identity").orElse("").strip();
    sharePoint.guard(
        call,
        identity,
        () -> {
          JsonNode site = new SiteIdentity(sharePoint).find(identity);
          if (call.shouldProcess(identity, REMOVE)) {
            sharePoint.rest().send("DELETE", SiteObjects.path(site), null);
          }
        });
  }
}
