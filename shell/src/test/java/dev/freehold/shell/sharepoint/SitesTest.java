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
}
