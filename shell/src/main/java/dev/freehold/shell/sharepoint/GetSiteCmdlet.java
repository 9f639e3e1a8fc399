package dev.freehold.shell.sharepoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.scalar.Wildcard;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.service.CountParameter;
import dev.freehold.shell.service.Filter;
import dev.freehold.shell.service.FilterParser;
import dev.freehold.shell.service.Limits;
import dev.freehold.shell.service.Me;
import dev.freehold.shell.view.CmdletTypes;
import dev.freehold.web.http.RequestUri;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Get-SPOSite. */
final class GetSiteCmdlet {

  private static final int DEFAULT_SITES = 200;
  private static final String BY_IDENTITY = "ParamSet1";
  private static final String BY_FILTER = "ParamSet2";
  private static final String URL = "Url";
  private static final String BY_SHARING = "ParamSet3";

  private final SharePoint sharePoint;

  GetSiteCmdlet(SharePoint sharePoint) {
    this.sharePoint = sharePoint;
  }

  CmdletInfo info() {
    return SharePointCmdlets.cmdlet("Get-SPOSite", "Shows one site, or all that match.")
        .defaultSet(BY_IDENTITY)
        .with(
            Parameter.text("Identity").in(BY_IDENTITY).at(0).byValue(),
            Parameter.flag("IsAuthoritative").in(BY_IDENTITY),
            Parameter.flag("Detailed"),
            Parameter.any("Limit"),
            Parameter.any("Filter").in(BY_FILTER),
            Parameter.text("Template").in(BY_FILTER),
            Parameter.of("IncludePersonalSite", ArgumentTypes.BOOLEAN).in(BY_FILTER),
            Parameter.of("GroupIdDefined", ArgumentTypes.BOOLEAN).in(BY_FILTER),
            Parameter.text("ArchiveStatus").in(BY_FILTER),
            Parameter.flag("DisableSharingForNonOwnersStatus").in(BY_SHARING))
        .writes(CmdletTypes.SITE)
        .does(() -> this::process);
  }

  private void process(Invocation call) {
    String url = call.bound().text("Identity").orElse("").strip();
    sharePoint.guard(
        call,
        url,
        () -> {
          if (url.isEmpty()) {
            list(call);
          } else {
            call.write(new SiteObjects(sharePoint).of(new SiteIdentity(sharePoint).find(url)));
          }
        });
  }

  private void list(Invocation call) {
    Bound bound = call.bound();
    SiteObjects objects = new SiteObjects(sharePoint);
    Filter filter =
        bound
            .text("Filter")
            .filter(text -> !text.isBlank())
            .map(FilterParser::parse)
            .map(parsed -> parsed.containing(URL))
            .orElse(Filter.all());
    Optional<String> tenant =
        filter.equals(Filter.all())
            ? Optional.empty()
            : Optional.of(AdminUrl.shortName(Me.ask(sharePoint.rest())));
    Optional<String> geo = sharePoint.listedGeo();
    long limit = CountParameter.of(bound, "Limit", "All", DEFAULT_SITES);
    long[] given = {0};
    each(
        site -> {
          boolean here = geo.isEmpty() || geo.equals(AnswerJson.text(site, "geo"));
          if (!here || !isWanted(site, bound)) {
            return true;
          }
          PsObject object = objects.of(site);
          if (tenant.isPresent() && !filter.matches(named(object, site, tenant.get()))) {
            return true;
          }
          if (given[0] == limit) {
            call.warning(
                ("There are more sites than the %d that are shown. Give -Limit a greater "
                        + "number, or All.")
                    .formatted(limit));
            return false;
          }
          given[0]++;
          call.write(object);
          return true;
        });
  }

  /** The object as a filter sees it: with the published form of its address too. */
  private static PsObject named(PsObject object, JsonNode site, String tenant) {
    PsObject named = PsObject.ofType(object.typeName());
    object.names().forEach(name -> named.with(name, object.get(name)));
    return named.with(URL, SiteObjects.addresses(site, tenant));
  }

  private void each(Predicate<JsonNode> taker) {
    Optional<String> after = Optional.empty();
    while (true) {
      String next = after.map(name -> "&after=" + RequestUri.encode(name)).orElse("");
      List<JsonNode> page =
          AnswerJson.list(
              sharePoint.rest().get("/api/v1/sites?max=" + Limits.PAGE_ROWS + next), "sites");
      for (JsonNode site : page) {
        if (!taker.test(site)) {
          return;
        }
      }
      if (page.size() < Limits.PAGE_ROWS) {
        return;
      }
      after = AnswerJson.text(page.getLast(), "name");
    }
  }

  /** Sites of persons are left out unless they are asked for; none is of a group or archived. */
  private static boolean isWanted(JsonNode site, Bound bound) {
    boolean personal = Boolean.TRUE.equals(bound.value("IncludePersonalSite"));
    Optional<String> template = bound.text("Template").filter(text -> !text.isEmpty());
    boolean nothing =
        Boolean.TRUE.equals(bound.value("GroupIdDefined"))
            || bound.flag("DisableSharingForNonOwnersStatus")
            || bound
                .text("ArchiveStatus")
                .filter(text -> !text.isEmpty() && !text.equalsIgnoreCase("NotArchived"))
                .isPresent();
    return !nothing
        && (personal || !SiteObjects.isPersonal(site))
        && template.map(text -> Wildcard.of(text).matches(SiteObjects.template(site))).orElse(true);
  }
}
