package dev.freehold.shell.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.service.FakeApi;
import dev.freehold.shell.service.FakeTenant;
import dev.freehold.shell.service.ServiceShell;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SitesTest {

  private final ServiceShell shell = new ServiceShell();
  private final FakeApi api = shell.servers.api;
  private final List<ObjectNode> sites = new ArrayList<>();

  @BeforeEach
  void begin() {
    shell.with(SharePointCmdlets.all(shell));
    api.answers(
        "GET", "/api/v1/geos", "{'geos':[{'code':'NAM','createdAt':'2026-01-01T00:00:00Z'}]}");
    api.answers(
        "GET",
        "/api/v1/geos/NAM/policy",
        "{'geo':'NAM','state':'Registered','percentOfSites':100}");
    api.on("GET", "/api/v1/sites", this::list);
    api.on("GET", "/api/v1/sites/([^/]+)", request -> one(request.group(1)));
    api.answers(
        "GET",
        "/api/v1/sites/([^/]+)/permissions",
        "{'permissions':[{'principal':'u1','role':'read'},{'principal':'u2','role':'owner'}]}");
    api.on(
        "POST",
        "/v1.0/directoryObjects/getByIds",
        request ->
            FakeApi.json("{'value':[{'id':'u2','userPrincipalName':'ines@quarry.example'}]}"));
    shell.quiet("Connect-SPOService https://quarry-admin.sites.example");
    site("teamSite", "plans", "https://quarry.sites.example/sites/plans");
    site("onedrive", "ines", "https://quarry-my.sites.example/personal/ines");
  }

  private ObjectNode site(String kind, String name, String url) {
    ObjectNode site =
        AnswerJson.object()
            .put("id", new UUID(9, sites.size()).toString())
            .put("name", name)
            .put("kind", kind)
            .put("geo", "NAM")
            .put("url", url)
            .put("createdAt", "2026-02-01T00:00:00Z");
    sites.add(site);
    return site;
  }

  private JsonNode list(FakeApi.Request request) {
    if (request.query("url").isPresent()) {
      if (!request.query("url").get().contains(".sites.example/")) {
        throw FakeApi.refusal(400, "site-url-invalid", "a URL here is another");
      }
      return FakeTenant.list(
          "sites",
          List.of(
              sites.stream()
                  .filter(each -> each.get("url").asText().equals(request.query("url").get()))
                  .findFirst()
                  .orElseThrow(
                      () ->
                          FakeApi.refusal(404, "site-not-found", "the tenant has no such site"))));
    }
    String after = request.query("after").orElse("");
    return FakeTenant.list(
        "sites",
        sites.stream()
            .filter(each -> each.get("name").asText().compareTo(after) > 0)
            .sorted((a, b) -> a.get("name").asText().compareTo(b.get("name").asText()))
            .limit(500)
            .toList());
  }

  private ObjectNode one(String identity) {
    return sites.stream()
        .filter(
            each ->
                each.get("id").asText().equals(identity)
                    || each.get("name").asText().equals(identity))
        .findFirst()
        .orElseThrow(() -> FakeApi.refusal(404, "site-not-found", "the tenant has no such site"))
        .put("isEncrypted", true)
        .put("policyInEffect", "00000000-0000-0000-0000-00000000000a");
  }

  @Test
  @DisplayName("A site is a row of URL, owner and quota, whatever the case of the switch (C48)")
  void one() {
    assertThat(shell.quiet("Get-SPOSite -Identity https://quarry.sites.example/sites/plans"))
        .isEqualTo(
            """

            Url                                      Owner               Storage Quota
            ---                                      -----               -------------
            https://quarry.sites.example/sites/plans ines@quarry.example             \s

            """);
    assertThat(
            shell.quiet(
                "Get-SPOSite -Identity https://quarry.sites.example/sites/plans/ -detailed |fl"
                    + " Title,Template"))
        .isEqualTo(
            """

            Title    : plans
            Template : GROUP#0

            """);
    assertThat(shell.error("Get-SPOSite https://quarry.sites.example/sites/none").message())
        .isEqualTo("Cannot get site https://quarry.sites.example/sites/none.");
  }

  @Test
  @DisplayName("A published URL of any domain, or the name alone, names the site too")
  void published() {
    for (String identity :
        List.of(
            "https://quarry.sharepoint.com/sites/plans",
            "https://Quarry.sharepoint.com/sites/plans/",
            "https://quarrynam.sharepoint.com/sites/plans",
            "plans")) {
      assertThat(shell.quiet("(Get-SPOSite " + identity + ").Title"))
          .as(identity)
          .isEqualTo("plans\n");
      assertThat(shell.quiet("(Get-SPOSiteDataEncryptionPolicy " + identity + ").Url"))
          .isEqualTo("https://quarry.sites.example/sites/plans\n");
    }
    assertThat(shell.quiet("(Get-SPOSite https://quarry-my.sharepoint.com/personal/ines).Title"))
        .isEqualTo("ines\n");
    for (String other :
        List.of(
            "https://other.sharepoint.com/sites/plans",
            "https://quarry.sharepoint.com/sites/ines",
            "https://quarry-my.sharepoint.com/sites/plans",
            "https://quarry.sharepoint.com/sites/none",
            "none")) {
      assertThat(shell.error("Get-SPOSite " + other).message())
          .isEqualTo("Cannot get site " + other + ".");
    }
    assertThat(shell.error("Get-SPOSite https://quarry.sharepoint.com/lists/plans").id())
        .isEqualTo("site-url-invalid");
  }

  @Test
  @DisplayName("People's files are listed only when asked for")
  void personal() {
    assertThat(shell.quiet("(Get-SPOSite).Title")).isEqualTo("plans\n");
    assertThat(shell.quiet("(Get-SPOSite -IncludePersonalSite $true).Title"))
        .isEqualTo("ines\nplans\n");
    assertThat(shell.quiet("(Get-SPOSite -IncludePersonalSite $true -Template SPSPERS*).Title"))
        .isEqualTo("ines\n");
    assertThat(
            shell.quiet(
                "(Get-SPOSite -IncludePersonalSite $true -Filter { Url -like '*-my.*' }).Title"))
        .isEqualTo("ines\n");
  }

  @Test
  @DisplayName("A pattern for addresses is a part of them, also of the published form")
  void publishedFilter() {
    for (String pattern : List.of("-my.sharepoint.com/personal/", "-my.sites.", "personal")) {
      assertThat(
              shell.quiet(
                  "(Get-SPOSite -IncludePersonalSite $true -Limit all -Filter \"Url -like '"
                      + pattern
                      + "'\").Title"))
          .isEqualTo("ines\n");
    }
    assertThat(
            shell.quiet(
                "(Get-SPOSite -IncludePersonalSite $true -Filter \"Url -notlike '-my.'\").Title"))
        .isEqualTo("plans\n");
    assertThat(shell.quiet("(Get-SPOSite -Filter \"Title -like 'plan'\").Title")).isEmpty();
  }

  @Test
  @DisplayName("Sites of teams and of channels say that they are")
  void teams() {
    site("teamsChannel", "talk", "https://quarry.sites.example/sites/talk");
    assertThat(shell.quiet("Get-SPOSite -Limit ALL | ?{$_.IsTeamsConnected} | % Title"))
        .isEqualTo("plans\n");
    assertThat(shell.quiet("Get-SPOSite -Limit ALL | ?{$_.IsTeamsChannelConnected} | % Title"))
        .isEqualTo("talk\n");
  }

  @Test
  @DisplayName("Two hundred come unless -Limit says otherwise")
  void limits() {
    for (int number = 0; number < 700; number++) {
      site("teamSite", "s%03d".formatted(number), "https://quarry.sites.example/sites/s" + number);
    }
    assertThat(shell.run("Get-SPOSite")).hasSize(200);
    assertThat(shell.terminal.shown).contains("more sites than the 200");
    assertThat(shell.run("Get-SPOSite -Limit All")).hasSize(701);
    assertThat(shell.error("Get-SPOSite -Limit none").id()).isEqualTo("LimitNotValid");
  }

  @Test
  @DisplayName("Sites of other geos are listed from there")
  void geos() {
    api.answers(
        "GET",
        "/api/v1/geos",
        "{'geos':[{'code':'EUR','createdAt':'2026-02-01T00:00:00Z'},{'code':'NAM'"
            + ",'createdAt':'2026-01-01T00:00:00Z'}]}");
    site("teamSite", "away", "https://quarry.sites.example/sites/away").put("geo", "EUR");
    assertThat(shell.quiet("(Get-SPOSite).Title")).isEqualTo("plans\n");
    shell.quiet("Connect-SPOService https://quarryeur-admin.sites.example");
    assertThat(shell.quiet("(Get-SPOSite).Title")).isEqualTo("away\n");
  }

  @Test
  @DisplayName("A site tells its policy; without a customer key that is an error")
  void standing() {
    String cmdlet = "Get-SPOSiteDataEncryptionPolicy https://quarry.sites.example/sites/plans";
    assertThat(shell.quiet(cmdlet + " | fl IsEncrypted,DataEncryptionPolicyID,State"))
        .isEqualTo(
            """

            IsEncrypted            : True
            DataEncryptionPolicyID : 00000000-0000-0000-0000-00000000000a
            State                  : Registered

            """);
    api.answers("GET", "/api/v1/geos/NAM/policy", "{'geo':'NAM','state':'Unregistered'}");
    assertThat(shell.error(cmdlet).message()).contains("has no customer key");
  }

  @Test
  @DisplayName("A site is made with an owner, in the geo of its address, whatever its domain")
  void makes() {
    people();
    api.answers(
        "GET",
        "/api/v1/geos",
        "{'geos':[{'code':'NAM','createdAt':'2026-01-01T00:00:00Z'},{'code':'EUR'"
            + ",'createdAt':'2026-02-01T00:00:00Z'}]}");
    api.answers("POST", "/api/v1/sites", "{}");
    shell.quiet(
        "New-SPOSite -Url https://quarry.sharepoint.com/sites/digs -Owner mia@quarry.example");
    assertThat(api.changes())
        .containsExactly(
            "POST /api/v1/sites {\"name\":\"digs\",\"kind\":\"teamSite\",\"owner\":\"u7\""
                + ",\"geo\":\"NAM\"}");
    shell.run(
        "New-SPOSite https://quarryeur.sites.example/teams/talk -Owner mia@quarry.example"
            + " -StorageQuota 1000 -Title 'Our talk' -Template TEAMCHANNEL#1");
    assertThat(shell.terminal.shown)
        .contains("-StorageQuota has no effect", "a site's only name is 'talk'");
    assertThat(api.changes().getFirst()).contains("\"kind\":\"teamsChannel\"", "\"geo\":\"EUR\"");
    for (String wrong :
        List.of(
            "https://quarry.sharepoint.com/lists/x",
            "https://quarry.sharepoint.com/personal/x",
            "https://quarry-my.sharepoint.com/sites/x")) {
      assertThat(shell.error("New-SPOSite %s -Owner mia@quarry.example".formatted(wrong)).id())
          .isEqualTo("SiteUrlNotValid");
    }
    assertThat(
            shell
                .error("New-SPOSite https://quarry.sites.example/sites/x -Owner no@quarry.example")
                .message())
        .contains("The user 'no@quarry.example' does not exist");
    assertThat(
            shell
                .error("New-SPOSite https://other.sites.example/sites/x -Owner mia@quarry.example")
                .id())
        .isEqualTo("AdminSiteNotFound");
    assertThat(api.changes()).isEmpty();
  }

  private void people() {
    api.on(
        "GET",
        "/v1.0/users/([^/]+)",
        request -> {
          if (request.group(1).equals("mia@quarry.example")) {
            return AnswerJson.object().put("id", "u7");
          }
          throw FakeApi.refusal(404, "Request_ResourceNotFound", "there is no such user");
        });
  }

  @Test
  @DisplayName("An owner is appointed, and what sites do not have is refused")
  void sets() {
    people();
    api.answers("PUT", "/api/v1/sites/([^/]+)/permissions/u7", "{}");
    shell.quiet("Get-SPOSite plans | Set-SPOSite -Owner mia@quarry.example");
    assertThat(api.changes())
        .last()
        .asString()
        .startsWith("PUT /api/v1/sites/")
        .endsWith("/permissions/u7 {\"role\":\"owner\"}");
    assertThat(shell.error("Set-SPOSite plans -LockState ReadOnly").id())
        .isEqualTo("SettingNotSupported");
    shell.run("Set-SPOSite plans");
    assertThat(shell.terminal.shown).contains("Nothing of the site was changed");
  }

  @Test
  @DisplayName("A site is deleted if it is confirmed")
  void removes() {
    api.answers("DELETE", "/api/v1/sites/([^/]+)", "{}");
    shell.run("Remove-SPOSite https://quarry.sharepoint.com/sites/plans -WhatIf");
    assertThat(shell.terminal.shown)
        .contains("What if: Performing the operation \"Remove-SPOSite\"");
    assertThat(api.changes()).isEmpty();
    shell.quiet("Remove-SPOSite https://quarry.sharepoint.com/sites/plans -Confirm:$false");
    assertThat(api.changes()).singleElement().asString().startsWith("DELETE /api/v1/sites/");
    assertThat(shell.error("Remove-SPOSite none -Confirm:$false").message())
        .isEqualTo("Cannot get site none.");
  }

  @Test
  @DisplayName("Geos are shown with the address that chooses them, and made")
  void geosOfTheTenant() {
    assertThat(
            shell.quiet(
                "Get-SPOMultiGeoCompanyAllowedDataLocation | fl Location,IsDefault,AdminUrl"))
        .isEqualTo(
            """

            Location  : NAM
            IsDefault : True
            AdminUrl  : https://quarry-admin.sharepoint.com

            """);
    api.answers("POST", "/api/v1/geos", "{}");
    assertThat(
            shell.quiet(
                "(Set-SPOMultiGeoCompanyAllowedDataLocation -Location eur -InitialDomain"
                    + " x).AdminUrl"))
        .isEqualTo("https://quarryeur-admin.sharepoint.com\n");
    assertThat(api.changes()).containsExactly("POST /api/v1/geos {\"code\":\"EUR\"}");
  }
}
