package dev.freehold.shell.sharepoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.ConfirmImpact;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.service.Me;
import java.util.List;
import java.util.Locale;

/** Get- and Set-SPOMultiGeoCompanyAllowedDataLocation: the geos of the tenant. */
final class GeoCmdlets {

  private static final String TYPE =
      "Microsoft.Online.SharePoint.TenantManagement.CompanyAllowedDataLocation";
  private static final String GET = "Get-SPOMultiGeoCompanyAllowedDataLocation";
  private static final String SET = "Set-SPOMultiGeoCompanyAllowedDataLocation";
  private static final String LOCATION = "Location";

  private final SharePoint sharePoint;

  GeoCmdlets(SharePoint sharePoint) {
    this.sharePoint = sharePoint;
  }

  List<CmdletInfo> all() {
    return List.of(
        SharePointCmdlets.cmdlet(GET, "Shows the geos of the tenant, the central one first.")
            .writes(TYPE)
            .does(() -> this::get),
        SharePointCmdlets.cmdlet(SET, "Makes a geo, for sites under keys of their own.")
            .confirms(ConfirmImpact.MEDIUM)
            .with(Parameter.text(LOCATION).mandatory(), Parameter.text("InitialDomain"))
            .writes(TYPE)
            .does(() -> this::set));
  }

  private void get(Invocation call) {
    sharePoint.guard(
        call,
        "",
        () -> {
          String tenant = AdminUrl.shortName(Me.ask(sharePoint.rest()));
          List<String> codes = sharePoint.codes();
          codes.forEach(code -> call.write(object(tenant, code, code.equals(codes.getFirst()))));
        });
  }

  private void set(Invocation call) {
    String code = call.bound().text(LOCATION).orElse("").strip().toUpperCase(Locale.ROOT);
    sharePoint.guard(
        call,
        "",
        () -> {
          if (call.shouldProcess(code, SET)) {
            boolean isFirst = sharePoint.codes().isEmpty();
            ObjectNode body = AnswerJson.object().put("code", code);
            sharePoint.rest().send("POST", "/api/v1/geos", body);
            call.write(object(AdminUrl.shortName(Me.ask(sharePoint.rest())), code, isFirst));
          }
        });
  }

  /** The address in it is what Connect-SPOService takes for the geo, whatever the domain. */
  private static PsObject object(String tenant, String code, boolean isDefault) {
    String label = isDefault ? tenant : tenant + code.toLowerCase(Locale.ROOT);
    return PsObject.ofType(TYPE)
        .with(LOCATION, code)
        .with("InitialDomain", label + ".sharepoint.com")
        .with("IsDefault", isDefault)
        .with("AdminUrl", "https://%s-admin.sharepoint.com".formatted(label))
        .withText(code);
  }
}
