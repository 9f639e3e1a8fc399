package dev.freehold.shell.sharepoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.remote.RemoteException;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.view.CmdletTypes;
import dev.freehold.web.http.RequestUri;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sites as objects. */
final class SiteObjects {

  private static final String PATH = "/api/v1/sites/";

  private final SharePoint sharePoint;
  private final PrincipalNames principals;

  SiteObjects(SharePoint sharePoint) {
    this.sharePoint = sharePoint;
    principals = new PrincipalNames(sharePoint);
  }

  static String path(JsonNode site) {
    return PATH + RequestUri.encode(AnswerJson.text(site, "id").orElse(""));
  }

  /** The template that stands for a kind of site. */
  static String template(JsonNode site) {
    return switch (AnswerJson.text(site, "kind").orElse("")) {
      case "onedrive" -> "SPSPERS#10";
      case "teamsChannel" -> "TEAMCHANNEL#1";
      default -> "GROUP#0";
    };
  }

  static boolean isPersonal(JsonNode site) {
    return isOfKind(site, "onedrive");
  }

  private static boolean isOfKind(JsonNode site, String kind) {
    return AnswerJson.text(site, "kind").filter(kind::equals).isPresent();
  }

  /**
   * The addresses by which filters name a site: its own, and the published form, whose domain says
   * nothing here.
   */
  static List<String> addresses(JsonNode site, String tenant) {
    String published =
        isPersonal(site)
            ? "https://%s-my.sharepoint.com/personal/%s"
            : "https://%s.sharepoint.com/sites/%s";
    return List.of(
        AnswerJson.text(site, "url").orElse(""),
        published.formatted(tenant, AnswerJson.text(site, "name").orElse("")));
  }

  /** The object; there is no quota, so that none is shown. */
  PsObject of(JsonNode site) {
    String url = AnswerJson.text(site, "url").orElse("");
    Instant created = AnswerJson.time(site, "createdAt");
    return PsObject.ofType(CmdletTypes.SITE)
        .with("Url", url)
        .with("Owner", owner(site).orElse(null))
        .with("StorageQuota", null)
        .with("Title", AnswerJson.textOrNull(site, "name"))
        .with("Template", template(site))
        .with("SiteId", AnswerJson.guid(site, "id"))
        .with("GeoLocation", AnswerJson.textOrNull(site, "geo"))
        .with("CreatedTime", created)
        .with("IsTeamsConnected", isOfKind(site, "teamSite"))
        .with("IsTeamsChannelConnected", isOfKind(site, "teamsChannel"))
        .with("Status", "Active")
        .withText(url);
  }

  /** The first owner there is; empty if the caller may not see who has roles. */
  private Optional<String> owner(JsonNode site) {
    try {
      JsonNode answer = sharePoint.rest().get(path(site) + "/permissions");
      return AnswerJson.list(answer, "permissions").stream()
          .filter(each -> AnswerJson.text(each, "role").filter("owner"::equals).isPresent())
          .findFirst()
          .flatMap(each -> AnswerJson.text(each, "principal"))
          .map(principals::of);
    } catch (RemoteException e) {
      if (e.kind() == RemoteException.Kind.REFUSED) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
